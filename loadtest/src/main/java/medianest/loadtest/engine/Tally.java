package medianest.loadtest.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What one step measured in one phase; in microseconds, with three digits. */
public final class Tally {

  private static final int DIGITS = 3;

  private final ConcurrentHistogram response = new ConcurrentHistogram(DIGITS);
  private final ConcurrentHistogram service = new ConcurrentHistogram(DIGITS);
  private final AtomicInteger underWay = new AtomicInteger();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();

  /** An empty histogram of the kind that is used here. */
  public static Histogram histogram() {
    return new Histogram(DIGITS);
  }

  void begun() {
    underWay.incrementAndGet();
  }

  void ended() {
    underWay.decrementAndGet();
  }

  int underWay() {
    return underWay.get();
  }

  void record(long responseNanos, long serviceNanos, long bodyBytes) {
    response.recordValue(Math.max(0, responseNanos / 1_000));
    service.recordValue(Math.max(0, serviceNanos / 1_000));
    bytes.add(bodyBytes);
  }

  void failed(String reason) {
    failed.increment();
    // The reasons are our own sentences and status codes, so they are few.
    reasons.computeIfAbsent(reason, ignored -> new LongAdder()).increment();
  }

  void skip() {
    skipped.increment();
  }

  /** From when it was due to the last byte. */
  public Histogram response() {
    return response;
  }

  /** From sending to the last byte. */
  public Histogram service() {
    return service;
  }

  public long requests() {
    return response.getTotalCount();
  }

  public long bytes() {
    return bytes.sum();
  }

  public long failed() {
    return failed.sum();
  }

  /** Steps that were left out, since all together may do them only so often. */
  public long skipped() {
    return skipped.sum();
  }

  /** How often each reason to fail came. */
  public Map<String, Long> reasons() {
    Map<String, Long> sums = new TreeMap<>();
    reasons.forEach((reason, count) -> sums.put(reason, count.sum()));
    return sums;
  }
}
