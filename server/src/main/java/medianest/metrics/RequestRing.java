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

  void add(RequestRecord request) {
    slots.set((int) (next.getAndIncrement() % SIZE), request);
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
