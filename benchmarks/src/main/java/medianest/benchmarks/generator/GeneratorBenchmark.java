package medianest.benchmarks.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import medianest.benchmarks.serve.Nginx;
import medianest.benchmarks.serve.Workbench;

/**
 * {@code ./dev bench generator}: what a request and a viewer cost the load generator, at three
 * sizes of load on an nginx that costs little itself; then its percentiles and those of Gatling for
 * the same load on a server whose times are known (goal P15). Processor time is that of the
 * generator's own process.
 */
final class GeneratorBenchmark {

  /** Each size has its time to be reached, and to be steady; a JIT compiler needs some as well. */
  private static final String REQUESTS =
      """
      name: requests
      think: [100ms, 100ms]
      health: {lagP99: 10s, littlesLaw: 10}
      phases:
        - {name: warm, kind: ramp, length: 20s, users: [10, 400]}
        - {name: few, kind: sustained, length: 8s, users: 100}
        - {name: more, kind: sustained, length: 8s, users: 400}
        - {name: many, kind: sustained, length: 8s, users: 1000}
        - {name: warmer, kind: ramp, length: 4s, arrivalsPerSecond: 4000}
        - {name: strangers, kind: sustained, length: 8s, arrivalsPerSecond: 4000}
      scenarios: [{name: all, steps: [{call: GET /small.json}]}]
      """;

  private static final String VIEWERS =
      """
      name: viewers
      think: [1ms, 4s]
      health: {lagP99: 10s, littlesLaw: 10}
      phases:
        - {name: come1, kind: ramp, length: 15s, users: [10, 100]}
        - {name: fill1, kind: ramp, length: 15s, users: 100}
        - {name: few, kind: sustained, length: 12s, users: 100}
        - {name: come2, kind: ramp, length: 20s, users: [100, 300]}
        - {name: fill2, kind: ramp, length: 15s, users: 300}
        - {name: more, kind: sustained, length: 12s, users: 300}
        - {name: come3, kind: ramp, length: 30s, users: [300, 900]}
        - {name: fill3, kind: ramp, length: 20s, users: 900}
        - {name: many, kind: sustained, length: 12s, users: 900}
      scenarios:
        - name: watch
          steps: [{name: watch, watch: {length: 1h, line: unlimited, abr: highest}}]
      """;

  private GeneratorBenchmark() {}

  /** Usage: [requests|viewers|judge]. */
  public static void main(String[] arguments) throws Exception {
    List<String> asked =
        arguments.length == 0 ? List.of("requests", "viewers", "judge") : List.of(arguments);
    Path work = Files.createTempDirectory("medianest-generator");
    // nginx drops its privileges, and has to reach the folder all the same.
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      for (String each : asked) {
        switch (each) {
          case "requests" -> loads(REQUESTS, work, false);
          case "viewers" -> loads(VIEWERS, work, true);
          default -> Judge.compare(work);
        }
      }
    } finally {
      Workbench.delete(work);
    }
  }

  private static void loads(String plan, Path work, boolean viewers)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(work, "files");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("small.json"), "{\"items\":[]}".repeat(16));
    PlainFilm.make(folder);
    List<Offered> phases;
    try (Nginx nginx =
        Nginx.start(
            Files.createTempDirectory(work, "nginx"),
            folder,
            Workbench.freePort(),
            PlainFilm.LOCATIONS)) {
      phases = Offered.run(plan, "http://127.0.0.1:" + nginx.port(), work);
    }
    System.out.printf(
        "%-10s %6s %11s %7s %12s %14s %8s%n",
        viewers ? "viewers" : "requests",
        "people",
        "requests/s",
        "cores",
        "us a request",
        viewers ? "viewers a core" : "reqs/s a core",
        "failed");
    for (Offered each : phases) {
      if (!each.phase().matches("few|more|many|strangers")) {
        continue;
      }
      double aCore = (viewers ? each.users() : each.requestsPerSecond()) / each.cores();
      System.out.printf(
          Locale.ROOT,
          "%-10s %6d %11.0f %7.2f %12.1f %14.0f %8d%n",
          each.phase(),
          each.users(),
          each.requestsPerSecond(),
          each.cores(),
          each.cpuSeconds() * 1e6 / each.requests(),
          aCore,
          each.failed());
    }
    System.out.println();
  }
}
