package medianest.http;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests may be under way at once; more are told to come back. */
final class Admission {

  private final int limit;
  private final AtomicInteger underWay = new AtomicInteger();

  Admission(int limit) {
    this.limit = limit;
  }

  /** False where it is one too many. Either way {@link #leave} must follow. */
  boolean enter() {
    return underWay.incrementAndGet() <= limit;
  }

  void leave() {
    underWay.decrementAndGet();
  }

  int underWay() {
    return underWay.get();
  }
}
