package medianest.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The answers of one event loop that are still to be counted. Dozens in a row are counted in a
 * fraction of the time that as many take one by one, each after all else that a request does: by
 * then what counts them has left the processor's caches.
 */
public final class RequestBatch {

  private static final int SIZE = 64;

  private final List<RequestRecord> waiting = new ArrayList<>(SIZE);
  private final RequestMetrics metrics;

  RequestBatch(RequestMetrics metrics) {
    this.metrics = metrics;
  }

  /** A request was answered; counted when others of it are. */
  public void answered(RequestRecord request) {
    metrics.ended();
    if (metrics.isOn()) {
      add(request);
    }
  }

  private synchronized void add(RequestRecord request) {
    waiting.add(request);
    if (waiting.size() == SIZE) {
      settle();
    }
  }

  /** Counts what waits: whoever asks for figures is to get those of now. */
  synchronized void settle() {
    waiting.forEach(metrics::count);
    waiting.clear();
  }
}
