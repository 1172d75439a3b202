package medianest.benchmarks.generator;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a process of the load generator said of one phase. */
record Offered(
    String phase,
    int users,
    double seconds,
    long requests,
    double cpuSeconds,
    long failed,
    double p50,
    double p95,
    double p99,
    String doubts) {

  double requestsPerSecond() {
    return requests / seconds;
  }

  double cores() {
    return cpuSeconds / seconds;
  }

  /** Runs a plan in a process of its own. */
  static List<Offered> run(String plan, String target, Path work)
      throws IOException, InterruptedException {
    Path file = Files.writeString(work.resolve("plan.yml"), plan);
    List<Offered> phases = new ArrayList<>();
    for (String line : java(GeneratorRun.class, file.toString(), target)) {
      phases.add(parse(line));
    }
    return phases;
  }

  private static Offered parse(String line) {
    String[] words = line.split(" ", 10);
    double[] numbers = Arrays.stream(words, 1, 9).mapToDouble(Double::parseDouble).toArray();
    return new Offered(
        words[0],
        (int) numbers[0],
        numbers[1],
        (long) numbers[2],
        numbers[3],
        (long) numbers[4],
        numbers[5],
        numbers[6],
        numbers[7],
        words[9]);
  }

  /** Runs a main class of this program in a process of its own; the lines that it printed. */
  static List<String> java(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Process process = begin(main, arguments);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> printed = lines.lines().toList();
      if (process.waitFor() != 0) {
        throw new IOException(main.getSimpleName() + " failed");
      }
      return printed;
    }
  }

  /** Starts one and leaves it to run. */
  static Process begin(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
