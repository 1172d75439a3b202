package medianest.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The requests of the last hour whose answers were the slowest to begin. The time to the first byte
 * counts: what comes after it is as slow as the client's line.
 */
public final class SlowestRequests {

  private static final int SIZE = 50;
  private static final long HOUR_MS = 3_600_000;

  private final PriorityQueue<RequestRecord> kept =
      new PriorityQueue<>(Comparator.comparingLong(RequestRecord::firstByteNanos));

  /** Below this nothing gets in, so most requests do not take the lock. */
  private volatile long least;

  void add(RequestRecord request) {
    if (request.firstByteNanos() <= least) {
      return;
    }
    synchronized (this) {
      kept.removeIf(each -> request.startedAtMillis() - each.startedAtMillis() > HOUR_MS);
      kept.add(request);
      if (kept.size() > SIZE) {
        kept.remove();
      }
      least = kept.size() < SIZE ? 0 : kept.element().firstByteNanos();
    }
  }

  /** The slowest first. */
  public synchronized List<RequestRecord> list() {
    return kept.stream()
        .sorted(Comparator.comparingLong(RequestRecord::firstByteNanos).reversed())
        .toList();
  }
}
