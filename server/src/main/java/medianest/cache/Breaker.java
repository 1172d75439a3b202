package medianest.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Stands between callers and something that fails: after a failure nobody tries it for a while,
 * which doubles up to a bound, so that callers do not wait for what will not answer.
 */
final class Breaker {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final int MOST_DOUBLINGS = 5;

  private final LongSupplier nanos;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong openUntil;

  Breaker(LongSupplier nanos) {
    this.nanos = nanos;
    this.openUntil = new AtomicLong(nanos.getAsLong());
  }

  boolean allows() {
    return failures.get() == 0 || nanos.getAsLong() - openUntil.get() >= 0;
  }

  void succeeded() {
    if (failures.get() != 0) {
      failures.set(0);
    }
  }

  void failed() {
    int doublings = Math.min(failures.getAndIncrement(), MOST_DOUBLINGS);
    openUntil.set(nanos.getAsLong() + (FIRST.toNanos() << doublings));
  }
}
