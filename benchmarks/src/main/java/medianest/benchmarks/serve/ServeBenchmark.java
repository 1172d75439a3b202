package medianest.benchmarks.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Ranges of the original and HLS segments from this server, ranges of the same sizes from nginx,
 * each in turn for some rounds, so that what else the machine does falls on all of them.
 */
final class ServeBenchmark {

  private static final int CONNECTIONS = 4;
  private static final int RANGE = 1 << 20;
  private static final int SEGMENT = 2_500_000;
  private static final double GB = 1e9;

  private final Duration time;
  private final int rounds;
  private final Map<String, List<Row>> rows = new TreeMap<>();

  private ServeBenchmark(Duration time, int rounds) {
    this.time = time;
    this.rounds = rounds;
  }

  private record Row(
      double gigabytesPerSecond, double cpuMillisPerGigabyte, double requestsPerSecond) {}

  /** Usage: REPOSITORY [SECONDS [ROUNDS]]. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Duration time = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 5);
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Path work = Files.createTempDirectory("medianest-serve");
    // nginx drops its privileges, and has to reach the folder all the same.
    Files.setPosixFilePermissions(
        work, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      new ServeBenchmark(time, rounds).run(Path.of(args[0]).toAbsolutePath(), work);
    } finally {
      delete(work);
    }
  }

  private void run(Path repository, Path work) throws IOException, InterruptedException {
    Path library = Files.createDirectory(work.resolve("library"));
    Path film = Film.make(library);
    long size = Files.size(film);
    try (Nginx nginx =
            Nginx.start(Files.createDirectory(work.resolve("nginx")), library, freePort());
        OwnServer server =
            OwnServer.start(
                repository, Files.createDirectory(work.resolve("data")), library, freePort())) {
      String original = server.play(true);
      List<String> segments = videoSegments(server);
      for (int round = 0; round <= rounds; round++) {
        String label = round == 0 ? " (first seconds)" : "";
        measure(
            "1 nginx, ranges of 1 MB" + label,
            nginx.port(),
            nginx.processes(),
            range("/film.mp4", size, RANGE));
        measure(
            "2 MediaNest, ranges of 1 MB" + label,
            server.port(),
            server.processes(),
            range(original, size, RANGE));
        measure(
            "3 nginx, ranges of 2.5 MB" + label,
            nginx.port(),
            nginx.processes(),
            range("/film.mp4", size, SEGMENT));
        measure(
            "4 MediaNest, HLS video segments" + label,
            server.port(),
            server.processes(),
            n -> get(segments.get(Math.floorMod(n * 31, segments.size())), ""));
      }
    }
    print();
  }

  private static List<String> videoSegments(OwnServer server)
      throws IOException, InterruptedException {
    URI master = URI.create(server.play(false));
    String variant =
        server
            .text(master.toString())
            .lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .findFirst()
            .orElseThrow();
    URI playlist = master.resolve(variant);
    return server
        .text(playlist.toString())
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> playlist.resolve(line).toString())
        .toList();
  }

  private static IntFunction<String> range(String path, long size, int length) {
    return n -> {
      long first = Math.floorMod(n * 7_919_000_003L, size - length);
      return get(path, "Range: bytes=" + first + "-" + (first + length - 1) + "\r\n");
    };
  }

  private static String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  private void measure(
      String name, int port, List<ProcessHandle> processes, IntFunction<String> request)
      throws IOException, InterruptedException {
    double before = Cpu.seconds(processes);
    Load.Outcome outcome = new Load(port, CONNECTIONS).run(time, request);
    double cpu = Cpu.seconds(processes) - before;
    double gigabytes = outcome.bytes() / GB;
    rows.computeIfAbsent(name, each -> new ArrayList<>())
        .add(
            new Row(
                gigabytes / outcome.seconds(),
                cpu * 1000 / gigabytes,
                outcome.requests() / outcome.seconds()));
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%-50s %8s %12s %14s %12s%n",
        "median of " + rounds + " rounds",
        "GB/s",
        "requests/s",
        "CPU ms per GB",
        "(min..max)");
    rows.forEach((name, all) ->
        System.out.printf(
            Locale.ROOT,
            "%-50s %8.2f %12.0f %14.0f %12s%n",
            name.substring(2),
            median(all, Row::gigabytesPerSecond),
            median(all, Row::requestsPerSecond),
            median(all, Row::cpuMillisPerGigabyte),
            spread(all)));
  }

  private static String spread(List<Row> all) {
    double[] sorted = all.stream().mapToDouble(Row::cpuMillisPerGigabyte).sorted().toArray();
    return String.format(Locale.ROOT, "%.0f..%.0f", sorted[0], sorted[sorted.length - 1]);
  }

  private static double median(List<Row> all, java.util.function.ToDoubleFunction<Row> value) {
    double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
