package medianest.loadtest.engine;

import java.util.concurrent.TimeUnit;

/** Waiting for a moment of {@link System#nanoTime}. */
final class Wait {

  private Wait() {}

  static void until(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }
}
