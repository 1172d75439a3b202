package medianest.upload;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Uploads that came to grief here: their bytes were not all there when the server started again, or
 * it failed to keep or to read them. Not those that a client broke off, or that are no film.
 */
final class Broken {

  /** Long enough for somebody to hear of it. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  /** A broken disk breaks every upload; more of them say no more. */
  private static final int MOST = 1_000;

  private final Clock clock;
  private final Deque<Instant> found = new ArrayDeque<>();

  Broken(Clock clock) {
    this.clock = clock;
  }

  synchronized void add() {
    found.addLast(clock.instant());
    if (found.size() > MOST) {
      found.removeFirst();
    }
  }

  /** How many there were within the last day, as far as they are counted. */
  synchronized int lately() {
    Instant from = clock.instant().minus(REMEMBERED);
    found.removeIf(each -> each.isBefore(from));
    return found.size();
  }
}
