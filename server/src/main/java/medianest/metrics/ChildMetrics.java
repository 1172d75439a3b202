package medianest.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What other programs take that this one has started: the database, and what reads media. */
public final class ChildMetrics {

  private static final String MEMORY = "RssAnon:";

  private ChildMetrics() {}

  public static void register(PrometheusRegistry registry) {
    register(registry, "child_processes", "Programs that this one has started.", each -> 1);
    register(
        registry,
        "child_processes_cpu_seconds",
        "Processor time of those of them that run.",
        each -> each.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3);
    register(
        registry,
        "child_processes_memory_bytes",
        "Memory of their own, without what they share; only where there is a /proc.",
        ChildMetrics::memory);
  }

  private static void register(
      PrometheusRegistry registry,
      String name,
      String help,
      ToDoubleFunction<ProcessHandle> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("program")
        .callback(callback -> sums(figure).forEach((program, sum) -> callback.call(sum, program)))
        .register(registry);
  }

  private static Map<String, Double> sums(ToDoubleFunction<ProcessHandle> figure) {
    Map<String, Double> sums = new TreeMap<>();
    try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
      children.forEach(each -> sums.merge(program(each), figure.applyAsDouble(each), Double::sum));
    }
    return sums;
  }

  /** One of a few names, since each becomes a series. */
  private static String program(ProcessHandle child) {
    String command = child.info().command().orElse("");
    return Stream.of("postgres", "ffmpeg", "ffprobe")
        .filter(each -> command.endsWith("/" + each))
        .findFirst()
        .orElse("other");
  }

  private static double memory(ProcessHandle child) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(child.pid()), "status")).stream()
          .filter(line -> line.startsWith(MEMORY))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException e) {
      // It has ended meanwhile, or this system has other ways.
      return 0;
    }
  }
}
