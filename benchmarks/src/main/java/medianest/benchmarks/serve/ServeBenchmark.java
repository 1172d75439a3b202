package medianest.benchmarks.serve;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Ranges of the original and HLS segments from this server, ranges of the same sizes from nginx,
 * each in turn for some rounds, so that what else the machine does falls on all of them.
 */
final class ServeBenchmark {

  private static final int CONNECTIONS = 4;
  private static final int RANGE = 1 << 20;
  private static final int SEGMENT = 2_500_000;

  private final Duration time;
  private final int rounds;
  private final SideBySide table = new SideBySide();

  private ServeBenchmark(Duration time, int rounds) {
    this.time = time;
    this.rounds = rounds;
  }

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
      Workbench.delete(work);
    }
  }

  private void run(Path repository, Path work) throws IOException, InterruptedException {
    Path library = Files.createDirectory(work.resolve("library"));
    Path film = Film.make(library);
    long size = Files.size(film);
    try (Nginx nginx =
            Nginx.start(
                Files.createDirectory(work.resolve("nginx")), library, Workbench.freePort());
        OwnServer server =
            OwnServer.start(
                repository,
                Files.createDirectory(work.resolve("data")),
                library,
                Workbench.freePort())) {
      String original = server.play(true);
      List<String> segments = videoSegments(server);
      for (int round = 0; round <= rounds; round++) {
        String label = round == 0 ? " (first seconds)" : "";
        measure(
            "nginx, ranges of 1 MB" + label,
            nginx.port(),
            nginx.processes(),
            range("/film.mp4", size, RANGE));
        measure(
            "MediaNest, ranges of 1 MB" + label,
            server.port(),
            server.processes(),
            range(original, size, RANGE));
        measure(
            "nginx, ranges of 2.5 MB" + label,
            nginx.port(),
            nginx.processes(),
            range("/film.mp4", size, SEGMENT));
        measure(
            "MediaNest, HLS video segments" + label,
            server.port(),
            server.processes(),
            n -> get(segments.get(Math.floorMod(n * 31, segments.size())), ""));
      }
    }
    table.print(System.out);
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
    table.measure(name, processes, () -> new Load(port, CONNECTIONS).run(time, request));
  }
}
