package medianest.metrics;

/** Somebody who wants to know which threads work on requests, while a profile is made. */
public interface RequestWatch {

  /**
   * The current thread begins to work on a request.
   *
   * @return to be run on the same thread when it has ended
   */
  Runnable working(String route);
}
