package medianest.benchmarks.serve;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Rates and processor times of several candidates that take turns, and the table of their medians.
 */
public final class SideBySide {

  private static final double GB = 1e9;

  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  private record Row(
      double gigabytesPerSecond, double cpuMillisPerGigabyte, double requestsPerSecond) {}

  /** One turn of a candidate. */
  @FunctionalInterface
  public interface Turn {
    Load.Outcome run() throws IOException, InterruptedException;
  }

  /** Lets the candidate have a turn, and counts what its processes take for it. */
  public void measure(String name, List<ProcessHandle> processes, Turn turn)
      throws IOException, InterruptedException {
    double before = Cpu.seconds(processes);
    Load.Outcome outcome = turn.run();
    double cpu = Cpu.seconds(processes) - before;
    double gigabytes = outcome.bytes() / GB;
    rows.computeIfAbsent(name, each -> new ArrayList<>())
        .add(
            new Row(
                gigabytes / outcome.seconds(),
                cpu * 1000 / gigabytes,
                outcome.requests() / outcome.seconds()));
  }

  /** The medians, with the least and the most processor time. */
  public void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-48s %6s %8s %12s %14s %12s%n",
        "medians",
        "turns",
        "GB/s",
        "requests/s",
        "CPU ms per GB",
        "min..max");
    rows.forEach((name, all) ->
        out.printf(
            Locale.ROOT,
            "%-48s %6d %8.2f %12.0f %14.0f %12s%n",
            name,
            all.size(),
            median(all, Row::gigabytesPerSecond),
            median(all, Row::requestsPerSecond),
            median(all, Row::cpuMillisPerGigabyte),
            spread(all)));
  }

  private static String spread(List<Row> all) {
    double[] sorted = all.stream().mapToDouble(Row::cpuMillisPerGigabyte).sorted().toArray();
    return String.format(Locale.ROOT, "%.0f..%.0f", sorted[0], sorted[sorted.length - 1]);
  }

  private static double median(List<Row> all, ToDoubleFunction<Row> value) {
    double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
