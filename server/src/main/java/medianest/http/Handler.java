package medianest.http;

/** Answers a request on a virtual thread, so it may block. */
@FunctionalInterface
public interface Handler {

  /**
   * May throw {@link Problem} for what the caller can understand; anything else becomes a 500 and
   * is logged.
   */
  Response handle(Request request) throws Exception;
}
