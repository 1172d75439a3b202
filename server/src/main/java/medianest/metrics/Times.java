package medianest.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** How long things with a name took: routes, statements. Exact to two digits, at any length. */
public final class Times {

  /** Names are route templates and constants of the program; this only guards against a mistake. */
  private static final int MOST_NAMES = 1_000;

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  private static final class Entry {
    final ConcurrentHistogram micros = new ConcurrentHistogram(2);
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
