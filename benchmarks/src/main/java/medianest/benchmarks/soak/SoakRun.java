package medianest.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import medianest.benchmarks.library.LibraryMaker;
import medianest.benchmarks.serve.Film;
import medianest.benchmarks.serve.OwnServer;
import medianest.benchmarks.serve.Workbench;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./dev soak server [MINUTES]}: the server under steady load, of viewers and of people who
 * browse. No alert may fire, and at the end it must hold no more files, memory or threads than it
 * did when it had got going.
 */
final class SoakRun {

  private static final int ITEMS = 200;

  /**
   * A look stops the server for a fifth of a second while its objects are counted. Each ten seconds
   * that alone was enough for one hundredth of what is due to be late, which is an alert.
   */
  private static final int LOOK_SECONDS = 60;

  /** Caches fill and code is compiled until then. */
  private static final double GOT_GOING = 0.4;

  /** A quarter of the run, whose least values are compared. */
  private static final double WINDOW = 0.25;

  private static final double MORE_FILES = 8;
  private static final double MORE_BYTES = 8e6;
  private static final double MORE_THREADS = 6;

  private final OwnServer server;
  private final List<Look> looks = new ArrayList<>();

  private SoakRun(OwnServer server) {
    this.server = server;
  }

  /** What the server says of itself at one moment. */
  private record Look(double files, double liveBytes, double directBytes, double threads) {}

  /** Usage: REPOSITORY [MINUTES]; ends with 1 where it does not hold. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path repository = Path.of(arguments[0]).toAbsolutePath();
    int minutes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    Path work = Files.createTempDirectory("medianest-soak");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    boolean holds;
    try {
      Path library = Files.createDirectory(work.resolve("library"));
      LibraryMaker.mixed(ITEMS, library);
      Film.make(library);
      Path data = Files.createDirectory(work.resolve("data"));
      try (OwnServer server =
          OwnServer.start(repository, data, library, Workbench.freePort(), Map.of())) {
        holds = new SoakRun(server).run(repository, work, minutes);
      }
    } finally {
      Workbench.delete(work);
    }
    System.exit(holds ? 0 : 1);
  }

  private boolean run(Path repository, Path work, int minutes)
      throws IOException, InterruptedException {
    Path plan = work.resolve("soak.yml");
    Files.writeString(plan, plan(minutes));
    Process load =
        new ProcessBuilder(
                repository.resolve("medianest").toString(),
                "load-test",
                plan.toString(),
                "--target",
                "http://127.0.0.1:" + server.port(),
                "--set",
                "password=" + OwnServer.PASSWORD,
                "--report",
                work.resolve("report").toString())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("load.log").toFile())
            .start();
    try {
      while (!load.waitFor(LOOK_SECONDS, TimeUnit.SECONDS)) {
        looks.add(look());
      }
    } finally {
      load.destroy();
    }
    System.out.print(Files.readString(work.resolve("load.log")).replaceAll(".*\r", ""));
    List<Boolean> verdicts =
        List.of(
            say("the load test", load.exitValue(), 0),
            flat("open files", Look::files, MORE_FILES),
            flat("live heap, bytes", Look::liveBytes, MORE_BYTES),
            flat("memory outside of the heap, bytes", Look::directBytes, MORE_BYTES),
            flat("threads", Look::threads, MORE_THREADS),
            quiet());
    return !verdicts.contains(false);
  }

  /** A collection of everything is asked for, so that what lives is known. */
  private Look look() throws IOException, InterruptedException {
    server.order("/api/v1/admin/memory/classes");
    JsonNode memory = server.json("/api/v1/admin/memory");
    double direct = 0;
    for (JsonNode each : memory.get("buffers")) {
      direct += each.get("name").asString().equals("direct") ? each.get("bytes").asDouble() : 0;
    }
    String metrics = server.text("/metrics");
    return new Look(
        value(metrics, "process_open_fds"),
        value(metrics, "heap_after_gc_bytes"),
        direct,
        value(metrics, "threads"));
  }

  private static double value(String metrics, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)").matcher(metrics);
    double sum = 0;
    boolean found = false;
    while (line.find()) {
      sum += Double.parseDouble(line.group(1));
      found = true;
    }
    if (!found) {
      throw new IllegalStateException("there is no " + name + " among the metrics");
    }
    return sum;
  }

  private boolean flat(String what, ToDoubleFunction<Look> figure, double more) {
    double early = least(figure, GOT_GOING);
    double late = least(figure, 1 - WINDOW);
    System.out.printf(Locale.ROOT, "%-40s %,15.0f early %,15.0f at the end%n", what, early, late);
    return say(what, late <= early + more ? 0 : 1, 0);
  }

  private double least(ToDoubleFunction<Look> figure, double from) {
    int first = (int) (from * looks.size());
    int last = Math.min(looks.size(), (int) ((from + WINDOW) * looks.size()));
    return looks.subList(first, last).stream().mapToDouble(figure).min().orElse(Double.NaN);
  }

  private boolean quiet() throws IOException, InterruptedException {
    JsonNode alerts = server.json("/api/v1/admin/alerts");
    for (JsonNode each : alerts.get("history")) {
      System.out.println("Alert " + each.get("rule").asString() + ": " + each.get("sentence"));
    }
    return say("alerts", alerts.get("history").size(), 0);
  }

  private static boolean say(String what, int found, int expected) {
    boolean holds = found == expected;
    System.out.println((holds ? "holds: " : "does not hold: ") + what);
    return holds;
  }

  private static String plan(int minutes) {
    return """
    name: soak
    summary: Steady load.
    variables:
      username: admin
      password: none
    setUp:
      - call: POST /api/v1/auth/login
        json: {username: "${username}", password: "${password}"}
        capture: {token: /token}
    think: [1s, 5s]
    phases:
      - {name: steady, kind: sustained, length: %dm, arrivalsPerSecond: 0.5}
    scenarios:
      - name: watch
        weight: 50
        steps: [{name: watch, watch: {length: 1m, line: cable}}]
      - name: jump around
        weight: 10
        steps: [{name: watch, watch: {length: 1m, line: cable, seeksPerMinute: 10}}]
      - name: browse
        weight: 40
        steps:
          - call: GET /api/v1/home
            headers: {Authorization: "Bearer ${token}"}
          - call: GET /api/v1/media?sort=added&limit=50
            headers: {Authorization: "Bearer ${token}"}
          - call: GET /api/v1/media?query=a
            headers: {Authorization: "Bearer ${token}"}
    thresholds:
      failed: ["rate<0.001"]
      viewer_errors: ["rate<0.001"]
    """
        .formatted(minutes);
  }
}
