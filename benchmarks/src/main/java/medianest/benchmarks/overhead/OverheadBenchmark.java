package medianest.benchmarks.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import medianest.benchmarks.library.LibraryMaker;
import medianest.benchmarks.serve.Cpu;
import medianest.benchmarks.serve.OwnServer;
import medianest.benchmarks.serve.Workbench;
import medianest.benchmarks.serve.Wrk;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./dev bench overhead}: what it costs that a server measures itself.
 *
 * <p>How many requests it answers, and the processor time of each, PostgreSQL's included, is that
 * of one server in turns: it measures in one, and does not in the next. Two servers of the same
 * program would differ by a twentieth for as long as they run, by what the JIT compiler made of
 * them; for the same reason another is started for each round. Turns are short and many, since a
 * machine whose neighbours come and go differs by a fifth from one second to another.
 *
 * <p>What both take at rest, and the live heap, is of two servers side by side, one of which was
 * started with {@code metrics.measure} switched off.
 */
final class OverheadBenchmark {

  private static final int ITEMS = 1_000;

  /** As many as leave no event loop without a request: to sleep and to wake up costs as well. */
  private static final int CONNECTIONS = 16;

  private static final int PAIRS = 16;

  /** Of each question, by as many paths. */
  private static final int PATHS = 1_000;

  private static final Duration WARM_UP = Duration.ofSeconds(6);

  /** After each switch, for the flight recorder to begin. */
  private static final Duration SETTLE = Duration.ofMillis(500);

  private static final Duration TURN = Duration.ofSeconds(2);
  private static final Duration REST = Duration.ofSeconds(30);

  private final OwnServer with;
  private final OwnServer without;

  private OverheadBenchmark(OwnServer with, OwnServer without) {
    this.with = with;
    this.without = without;
  }

  /** A request, with the names that items have. */
  private record Question(String name, BiFunction<List<String>, Integer, String> path) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("a health check", (ids, n) -> "/health"),
          new Question(
              "first page of the shelf, from memory", (ids, n) -> "/api/v1/media?limit=50"),
          new Question(
              "the page of a film, by statements",
              (ids, n) -> "/api/v1/media/" + ids.get(n % ids.size())),
          new Question("people who browse", OverheadBenchmark::browsing));

  /** Of ten requests what somebody makes who looks around. */
  private static String browsing(List<String> ids, int n) {
    return switch (n % 10) {
      case 0, 5 -> "/api/v1/home";
      case 1, 4, 7 -> "/api/v1/media/" + ids.get(n % ids.size());
      case 2 -> "/api/v1/media?view=shelf&limit=50&sort=added";
      case 3 -> "/api/v1/media/letters?view=shelf";
      case 8 -> "/api/v1/media?view=shelf&limit=50&sort=title";
      default -> "/api/v1/media?view=shelf&limit=50&sort=title&offset=" + n % (ITEMS / 2);
    };
  }

  /**
   * A figure.
   *
   * @param costs by how many percent it is worse with than without, of each pair of turns
   */
  private record Compared(double with, double without, List<Double> costs) {}

  /** What was seen in one turn. */
  private record Turn(double perSecond, double micros) {}

  /** Usage: REPOSITORY [ROUNDS]. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    Path repository = Path.of(arguments[0]).toAbsolutePath();
    Path work = Files.createTempDirectory("medianest-overhead");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, List<Compared>> found = new LinkedHashMap<>();
    try {
      Path library = work.resolve("library");
      LibraryMaker.mixed(ITEMS, library);
      for (int round = 0; round < rounds; round++) {
        try (OwnServer with = start(repository, work, library, true);
            OwnServer without = start(repository, work, library, false)) {
          new OverheadBenchmark(with, without)
              .round()
              .forEach((name, figure) ->
                  found.computeIfAbsent(name, each -> new ArrayList<>()).add(figure));
          System.err.printf(Locale.ROOT, "Round %d of %d is over.%n", round + 1, rounds);
        }
      }
      found.forEach(OverheadBenchmark::print);
    } finally {
      Workbench.delete(work);
    }
  }

  /** What it was with and without is the median of the rounds, the cost that of all pairs. */
  private static void print(String name, List<Compared> rounds) {
    Median cost = Median.of(rounds.stream().flatMap(each -> each.costs().stream()).toList());
    System.out.printf(
        Locale.ROOT,
        "%-50s with %9.1f, without %9.1f, cost %6.1f %% (%.1f to %.1f with 95 %% certainty;"
            + " rounds: %s)%n",
        name,
        Median.of(rounds.stream().map(Compared::with).toList()).value(),
        Median.of(rounds.stream().map(Compared::without).toList()).value(),
        cost.value(),
        cost.least(),
        cost.most(),
        rounds.stream()
            .map(each -> String.format(Locale.ROOT, "%.1f", Median.of(each.costs()).value()))
            .collect(Collectors.joining(", ")));
  }

  private static OwnServer start(Path repository, Path work, Path library, boolean measures)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(work, "server");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = Files.createDirectories(folder.resolve("data"));
    Map<String, String> environment =
        Map.of(
            "MEDIANEST_METRICS_MEASURE",
            Boolean.toString(measures),
            // What makes pictures would work beside the requests.
            "MEDIANEST_FFMPEG_PROGRAM",
            "/nowhere");
    OwnServer server =
        OwnServer.start(repository, data, library, Workbench.freePort(), environment);
    server.awaitFiles(ITEMS);
    return server;
  }

  private Map<String, Compared> round() throws IOException, InterruptedException {
    Map<String, Compared> round = new LinkedHashMap<>();
    List<String> idsWith = ids(with);
    List<String> idsWithout = ids(without);
    try (MeasuringSwitch measuring = MeasuringSwitch.of(with.processes().getFirst())) {
      for (Question question : QUESTIONS) {
        List<String> asked = paths(question, idsWith);
        List<Turn> on = new ArrayList<>();
        List<Turn> off = new ArrayList<>();
        inTurns(measuring, asked, on, off);
        round.put(question.name() + ", answers/s", compared(on, off, Turn::perSecond, -1));
        round.put(question.name() + ", µs", compared(on, off, Turn::micros, 1));
        turn(without, paths(question, idsWithout), WARM_UP);
      }
      measuring.set(true);
    }
    round.put("at rest, ms of processor time a second", atRest());
    double on = liveMegabytes(with);
    double off = liveMegabytes(without);
    round.put("live heap, MB", new Compared(on, off, List.of(100 * (on / off - 1))));
    return round;
  }

  private static List<String> paths(Question question, List<String> ids) {
    return IntStream.range(0, PATHS).mapToObj(n -> question.path().apply(ids, n)).toList();
  }

  private void inTurns(MeasuringSwitch measuring, List<String> paths, List<Turn> on, List<Turn> off)
      throws IOException, InterruptedException {
    for (boolean each : new boolean[] {true, false}) {
      measuring.set(each);
      turn(with, paths, WARM_UP);
    }
    for (int i = 0; i < PAIRS; i++) {
      // The order changes, so that what drifts falls on both.
      for (boolean each : new boolean[] {i % 2 == 0, i % 2 != 0}) {
        measuring.set(each);
        Thread.sleep(SETTLE);
        (each ? on : off).add(turn(with, paths, TURN));
      }
    }
  }

  /**
   * The medians, and what each pair differs by.
   *
   * @param worse 1 where more is worse, -1 where less is
   */
  private static Compared compared(
      List<Turn> on, List<Turn> off, ToDoubleFunction<Turn> figure, int worse) {
    List<Double> with = on.stream().map(figure::applyAsDouble).toList();
    List<Double> without = off.stream().map(figure::applyAsDouble).toList();
    List<Double> costs =
        IntStream.range(0, with.size())
            .mapToObj(i -> 100 * worse * (with.get(i) / without.get(i) - 1))
            .toList();
    return new Compared(Median.of(with).value(), Median.of(without).value(), costs);
  }

  private Compared atRest() throws IOException, InterruptedException {
    double on = Cpu.seconds(with.processes());
    double off = Cpu.seconds(without.processes());
    Thread.sleep(REST);
    double millis = 1e3 / REST.toSeconds();
    double measuring = millis * (Cpu.seconds(with.processes()) - on);
    double other = millis * (Cpu.seconds(without.processes()) - off);
    return new Compared(measuring, other, List.of(100 * (measuring / other - 1)));
  }

  private static List<String> ids(OwnServer server) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (JsonNode each : server.json("/api/v1/media?view=files&limit=100").get("items")) {
      ids.add(each.get("id").asString());
    }
    return ids;
  }

  private static Turn turn(OwnServer server, List<String> paths, Duration time)
      throws IOException, InterruptedException {
    double before = Cpu.seconds(server.processes());
    Wrk.Outcome outcome = Wrk.run(server, paths, CONNECTIONS, time);
    double micros = (Cpu.seconds(server.processes()) - before) * 1e6 / outcome.requests();
    return new Turn(outcome.perSecond(), micros);
  }

  /** What the last line of jcmd's histogram sums up, after the full collection that it makes. */
  private static double liveMegabytes(OwnServer server) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String pid = Long.toString(server.processes().getFirst().pid());
    Process process =
        new ProcessBuilder(jcmd, pid, "GC.class_histogram").redirectErrorStream(true).start();
    String last = "";
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.startsWith("Total") ? line : last;
      }
    }
    process.waitFor();
    return Long.parseLong(last.strip().split("\\s+", -1)[2]) / 1e6;
  }
}
