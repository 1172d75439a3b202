package medianest.metrics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last thousand requests. */
public final class RequestRing {

  private static final int SIZE = 1000;

  private final @Nullable RequestRecord[] slots = new RequestRecord[SIZE];
  private long next;

  /** Some that were answered one after the other; a reader sees all of them or none. */
  synchronized void add(RequestRecord[] requests, int from, int end) {
    for (int i = from; i < end; i++) {
      slots[(int) (next++ % SIZE)] = requests[i];
    }
  }

  /** The newest first. */
  public synchronized List<RequestRecord> newest(int limit) {
    List<RequestRecord> newest = new ArrayList<>();
    for (long i = next - 1; i >= Math.max(0, next - SIZE) && newest.size() < limit; i--) {
      RequestRecord request = slots[(int) (i % SIZE)];
      if (request != null) {
        newest.add(request);
      }
    }
    return newest;
  }
}
