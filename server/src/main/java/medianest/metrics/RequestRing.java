package medianest.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The last thousand requests. */
public final class RequestRing {

  private static final int SIZE = 1000;

  private final AtomicReferenceArray<RequestRecord> slots = new AtomicReferenceArray<>(SIZE);
  private final AtomicLong next = new AtomicLong();

  /** Some that were answered one after the other, whose slots are taken at once. */
  void add(RequestRecord[] requests, int from, int end) {
    long slot = next.getAndAdd(end - from);
    for (int i = from; i < end; i++) {
      slots.setRelease((int) (slot++ % SIZE), requests[i]);
    }
  }

  /** The newest first. */
  public List<RequestRecord> newest(int limit) {
    List<RequestRecord> newest = new ArrayList<>();
    long end = next.get();
    for (long i = end - 1; i >= Math.max(0, end - SIZE) && newest.size() < limit; i--) {
      RequestRecord request = slots.get((int) (i % SIZE));
      if (request != null) {
        newest.add(request);
      }
    }
    return newest;
  }
}
