package medianest.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long things with a name took: routes, statements. Exact to two digits, at any length. */
public final class Times {

  /** Names are route templates and constants of the program; this only guards against a mistake. */
  private static final int MOST_NAMES = 1_000;

  private static final int DIGITS = 2;

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** All that {@link #p95SinceLast} has told of. */
  private Histogram told = new Histogram(DIGITS);

  private static final class Entry {
    final ConcurrentHistogram micros = new ConcurrentHistogram(DIGITS);
    final LongAdder nanos = new LongAdder();
    final LongAdder failed = new LongAdder();
  }

  /**
   * One name's line, in milliseconds.
   *
   * @param totalMs of all together: what would be won if it took no time
   */
  public record Line(
      String name,
      long count,
      long failed,
      double totalMs,
      double p50Ms,
      double p95Ms,
      double p99Ms,
      double maxMs) {}

  void add(String name, long nanos, boolean failed) {
    Entry known = entries.get(name);
    if (known == null) {
      if (entries.size() >= MOST_NAMES) {
        return;
      }
      known = entries.computeIfAbsent(name, ignored -> new Entry());
    }
    known.micros.recordValue(Math.max(0, nanos / 1_000));
    known.nanos.add(nanos);
    if (failed) {
      known.failed.increment();
    }
  }

  /**
   * The p95 of all names together since the last call of this, in milliseconds; 0 where nothing
   * was. It is told from what each name has, so that whoever is timed pays for one histogram.
   */
  synchronized double p95SinceLast() {
    Histogram all = new Histogram(DIGITS);
    entries.values().forEach(each -> all.add(each.micros));
    Histogram since = all.copy();
    since.subtract(told);
    told = all;
    return since.getTotalCount() == 0 ? 0 : since.getValueAtPercentile(95) / 1e3;
  }

  /** What took the most in all, first. */
  public List<Line> lines() {
    return entries.entrySet().stream()
        .map(each -> line(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingDouble(Line::totalMs).reversed())
        .toList();
  }

  private static Line line(String name, Entry entry) {
    return new Line(
        name,
        entry.micros.getTotalCount(),
        entry.failed.sum(),
        entry.nanos.sum() / 1e6,
        entry.micros.getValueAtPercentile(50) / 1e3,
        entry.micros.getValueAtPercentile(95) / 1e3,
        entry.micros.getValueAtPercentile(99) / 1e3,
        entry.micros.getMaxValue() / 1e3);
  }
}
