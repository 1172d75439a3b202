package medianest.metrics;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests of one event loop: how many are under way, and those answered that are still to be
 * counted. Dozens in a row are counted in a fraction of the time that as many take one by one, each
 * after all else that a request does: by then what counts them has left the processor's caches.
 *
 * <p>The event loop alone calls {@link #begun} and {@link #answered}, so it needs no atomic
 * operation, each of which would cost as much as to count the request. Whoever asks for figures has
 * {@link #settle} count what waits.
 */
public final class RequestBatch {

  private static final int SIZE = 64;

  private final RequestMetrics metrics;
  private final AtomicInteger underWay = new AtomicInteger();
  private final RequestRecord[] records = new RequestRecord[SIZE];

  /** How many records there are, written by the event loop after the record itself. */
  private final AtomicInteger added = new AtomicInteger();

  /** How many of them are counted. */
  private int counted;

  RequestBatch(RequestMetrics metrics) {
    this.metrics = metrics;
  }

  public void begun() {
    underWay.setRelease(underWay.getPlain() + 1);
  }

  /** A request was answered; counted when others of it are. */
  public void answered(RequestRecord request) {
    underWay.setRelease(underWay.getPlain() - 1);
    if (metrics.isOn()) {
      int at = added.getPlain();
      records[at] = request;
      added.setRelease(at + 1);
      if (at + 1 == SIZE) {
        startOver();
      }
    }
  }

  private synchronized void startOver() {
    try {
      settle();
    } finally {
      counted = 0;
      added.set(0);
    }
  }

  int underWay() {
    return underWay.getAcquire();
  }

  /** Counts what waits: whoever asks for figures is to get those of now. */
  synchronized void settle() {
    int from = counted;
    counted = added.getAcquire();
    metrics.count(records, from, counted);
  }
}
