package medianest;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongFunction;
import medianest.capacity.Series;
import medianest.metrics.RequestMetrics;

/** The figures that are kept over time, each with where it comes from and where it ends. */
final class MeasuredSeries {

  private static final long EVERY_NANOS = 1_000_000_000;

  private final Features features;
  private final RequestMetrics requests;
  private RequestMetrics.Totals before;
  private RequestMetrics.Totals now;
  private long beforeNanos = System.nanoTime();
  private long nowNanos = beforeNanos;

  MeasuredSeries(Features features, RequestMetrics requests) {
    this.features = features;
    this.requests = requests;
    this.now = requests.flip();
    this.before = now;
  }

  List<Series> all(File data) {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    List<Series> all = new ArrayList<>();
    all.add(
        series(
            "requests",
            "perSecond",
            "requests answered",
            () -> rate(RequestMetrics.Totals::answered)));
    all.add(
        series(
            "answers",
            "seconds",
            "time to the first byte, of which 95 % are shorter",
            () -> seen().p95Seconds()));
    all.add(
        series(
            "errors",
            "perSecond",
            "failures of the server",
            () -> rate(RequestMetrics.Totals::failed)));
    all.add(
        series(
            "egress",
            "bytesPerSecond",
            "bytes sent to clients",
            () -> rate(RequestMetrics.Totals::bytes)));
    all.add(
        series(
            "sessions",
            "count",
            "people signed in and active lately",
            () -> features.sessions().active()));
    all.add(
        new Series(
            "viewers",
            "count",
            "people who watch",
            () -> features.tickets().viewers().count(),
            () -> {
              int limit = features.tickets().viewers().limit();
              return limit == 0 ? Double.NaN : limit;
            }));
    all.add(
        new Series("cpu", "share", "the processor of the machine", machine::getCpuLoad, () -> 1));
    all.add(
        new Series(
            "heap",
            "bytes",
            "the heap of the program",
            () -> (double) heap().getUsed(),
            () -> (double) heap().getMax()));
    all.add(
        new Series(
            "connections",
            "count",
            "connections to the database",
            () -> features.home().database().poolUse().active(),
            () -> features.home().database().poolUse().limit()));
    all.add(
        new Series(
            "disk",
            "bytes",
            "the disk of the data folder",
            () -> (double) (data.getTotalSpace() - data.getUsableSpace()),
            () -> (double) data.getTotalSpace()));
    if (machine instanceof UnixOperatingSystemMXBean unix) {
      all.add(
          new Series(
              "files",
              "count",
              "open files and connections",
              () -> (double) unix.getOpenFileDescriptorCount(),
              () -> (double) unix.getMaxFileDescriptorCount()));
    }
    return all;
  }

  private static Series series(String name, String unit, String sentence, DoubleSupplier now) {
    return new Series(name, unit, sentence, now, () -> Double.NaN);
  }

  private static MemoryUsage heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
  }

  /** The totals, asked once for all series of one look. */
  private synchronized RequestMetrics.Totals seen() {
    long nanos = System.nanoTime();
    if (nanos - nowNanos > EVERY_NANOS) {
      before = now;
      beforeNanos = nowNanos;
      now = requests.flip();
      nowNanos = nanos;
    }
    return now;
  }

  private synchronized double rate(ToLongFunction<RequestMetrics.Totals> sum) {
    RequestMetrics.Totals totals = seen();
    double seconds = (nowNanos - beforeNanos) / 1e9;
    return seconds <= 0
        ? Double.NaN
        : (sum.applyAsLong(totals) - sum.applyAsLong(before)) / seconds;
  }
}
