package medianest.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import medianest.benchmarks.serve.Film;
import medianest.benchmarks.serve.Load;
import medianest.benchmarks.serve.SideBySide;
import medianest.benchmarks.serve.Workbench;

/** What a segment costs in each layout, in turn within one run. */
final class SegmentLayoutBenchmark {

  private SegmentLayoutBenchmark() {}

  /** Usage: REPOSITORY [SECONDS [ROUNDS]]. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Duration time = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 4);
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Path work = Files.createTempDirectory("medianest-layouts");
    int port = Workbench.freePort();
    Path film = Film.make(work);
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-cp",
                System.getProperty("java.class.path"),
                LayoutServer.class.getName(),
                film.toString(),
                Integer.toString(port),
                Files.createDirectory(work.resolve("segments")).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      int segments = Integer.parseInt(out.readLine());
      SideBySide table = new SideBySide();
      for (int round = 0; round <= rounds; round++) {
        for (String layout : List.of("plain", "gathered", "span", "interleaved", "file")) {
          table.measure(
              layout + (round == 0 ? " (first seconds)" : ""),
              List.of(server.toHandle()),
              () ->
                  new Load(port, 4)
                      .run(
                          time,
                          n ->
                              "GET /"
                                  + layout
                                  + "/"
                                  + Math.floorMod(n * 31, segments)
                                  + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
      }
      table.print(System.out);
    } finally {
      server.destroy();
      server.onExit().join();
      Workbench.delete(work);
    }
  }
}
