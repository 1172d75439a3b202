package medianest.benchmarks.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import medianest.benchmarks.serve.Cpu;
import medianest.benchmarks.serve.OwnServer;
import medianest.benchmarks.serve.Workbench;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./dev bench library}: scans made libraries of several sizes, asks what the page asks, and
 * prints each figure by size with its slope: 0 for what does not grow with the library, 1 for what
 * grows as the library does.
 */
final class LibraryBenchmark {

  private static final int WARM = 30;
  private static final int COUNT = 200;
  private static final int USERS = 50;

  /** Items that are scanned where the tables are filled with more. */
  private static final int COPIED = 4_000;

  private static final int CONNECTIONS = 16;
  private static final Duration RATE_TIME = Duration.ofSeconds(30);

  private final Path repository;
  private final List<Integer> sizes;
  private final Map<String, List<Double>> table = new LinkedHashMap<>();

  private LibraryBenchmark(Path repository, List<Integer> sizes) {
    this.repository = repository;
    this.sizes = sizes;
  }

  /**
   * Usage: REPOSITORY [--keep FOLDER] [--filled] [ITEMS…].
   *
   * <p>With a folder to keep them in, libraries and what the server knows of them stay there, and
   * the next run asks at once. With {@code --filled} nothing is scanned: what larger libraries
   * would be is written into the tables.
   */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    List<Integer> sizes = new ArrayList<>();
    @Nullable Path kept = null;
    boolean filled = false;
    for (Iterator<String> words = Arrays.asList(args).listIterator(1); words.hasNext(); ) {
      String word = words.next();
      switch (word) {
        case "--keep" -> kept = Path.of(words.next()).toAbsolutePath();
        case "--filled" -> filled = true;
        default -> sizes.add(Integer.valueOf(word));
      }
    }
    if (sizes.isEmpty()) {
      sizes.addAll(filled ? List.of(4_000, 100_000) : List.of(1_000, 10_000, 100_000));
    }
    LibraryBenchmark benchmark = new LibraryBenchmark(Path.of(args[0]).toAbsolutePath(), sizes);
    for (int items : sizes) {
      Path work =
          kept == null
              ? Files.createTempDirectory("medianest-library")
              : Files.createDirectories(kept.resolve(String.valueOf(items)));
      // PostgreSQL runs as another user where this is root, and has to pass.
      Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
      try {
        if (filled) {
          benchmark.runFilled(items, work);
        } else {
          benchmark.run(items, work);
        }
      } finally {
        if (kept == null) {
          Workbench.delete(work);
        }
      }
    }
    benchmark.print();
  }

  private void run(int items, Path work)
      throws IOException, InterruptedException, ExecutionException {
    Path library = work.resolve("library");
    boolean known = Files.exists(work.resolve("data"));
    if (!known) {
      LibraryMaker.mixed(items, library);
    }
    Path data = Files.createDirectories(work.resolve("data"));
    // A start looks at every file of what it follows; of a kept one only the questions matter.
    Map<String, String> settings = known ? Map.of("MEDIANEST_LIBRARY_WATCH", "false") : Map.of();
    try (OwnServer server =
        OwnServer.start(repository, data, library, Workbench.freePort(), settings)) {
      if (!known) {
        firstScan(server, items);
        scansOfNothingNew(server);
      }
      awaitScan(server);
      questions(server, items, data);
      again(server);
      Times home = Times.ofUsers(server, Question.all(items).getFirst(), USERS, 10);
      put("home page, 50 users, while a scan runs: 95 of 100 within, ms", home.at(0.95));
    }
  }

  /** Of a small library, whose rows are copied. */
  private void runFilled(int items, Path work)
      throws IOException, InterruptedException, ExecutionException {
    if (items % COPIED != 0) {
      throw new IllegalArgumentException("Filled are multiples of " + COPIED + " items.");
    }
    Path library = work.resolve("library");
    boolean known = Files.exists(work.resolve("data"));
    if (!known) {
      LibraryMaker.mixed(COPIED, library);
    }
    Path data = Files.createDirectories(work.resolve("data"));
    Map<String, String> settings =
        Map.of("MEDIANEST_LIBRARY_WATCH", "false", "MEDIANEST_FFMPEG_PROGRAM", "/nowhere");
    int port = Workbench.freePort();
    // A scan would find that the copies are gone.
    try (OwnServer server =
        known
            ? OwnServer.startAgain(repository, data, port, settings)
            : OwnServer.start(repository, data, library, port, settings)) {
      if (!known) {
        server.awaitFiles(COPIED);
        awaitScan(server);
        fill(data, items);
      }
      long there = server.json("/api/v1/media?view=files&limit=2").get("total").asLong();
      if (there != items) {
        throw new IOException("Of " + items + " items " + there + " are there.");
      }
      // What was asked before this is kept in memory, and what follows was not.
      questions(server, items, data);
    }
  }

  private static void fill(Path data, int items) throws IOException {
    try (FilledTables tables = FilledTables.open(data)) {
      tables.fill(items / COPIED, COPIED);
    } catch (SQLException e) {
      throw new IOException("The tables could not be filled: " + e.getMessage(), e);
    }
  }

  private void questions(OwnServer server, int items, Path data)
      throws IOException, InterruptedException, ExecutionException {
    List<Question> questions = Question.all(items);
    for (Question question : questions) {
      Times times = Times.inTurn(server, question, WARM, COUNT);
      put(question.name() + ": half within, ms", times.at(0.5));
      put(question.name() + ": 95 of 100 within, ms", times.at(0.95));
    }
    rate(server, "shelf, always the same", questions.get(1));
    rate(server, "shelf, from anywhere", questions.get(2));
    new Browsing(repository, server)
        .run(data)
        .forEach((cache, lookUps) ->
            put("browsing: found in " + cache + ", % of look-ups", lookUps.share()));
  }

  private void rate(OwnServer server, String name, Question question)
      throws IOException, InterruptedException {
    Times.Rate rate = Times.rate(server, question, CONNECTIONS, RATE_TIME);
    put(name + ": answers a second", rate.perSecond());
    put(name + ": processor time of each, ms", rate.processorMillis());
  }

  private void firstScan(OwnServer server, int items) throws IOException, InterruptedException {
    long largest = 0;
    List<Long> tenths = new ArrayList<>();
    JsonNode library = library(server);
    while (running(library)) {
      long now = resident(server);
      largest = Math.max(largest, now);
      if (library.get("scan").get("filesDone").asLong() * 10 >= items * (tenths.size() + 1L)) {
        tenths.add(now);
      }
      Thread.sleep(200);
      library = library(server);
    }
    double processor = Cpu.seconds(server.processes());
    double seconds = seconds(library);
    put("first scan, files a second", items / seconds);
    put("first scan with the start, processor seconds of all processes", processor);
    for (int tenth = 1; tenth < 10; tenth++) {
      double then = tenth > tenths.size() ? Double.NaN : tenths.get(tenth - 1) / 1e6;
      put("memory of the server after " + tenth + " tenths of it, MB", then);
    }
    put("memory of the server at most, MB", largest / 1e6);
  }

  private void scansOfNothingNew(OwnServer server) throws IOException, InterruptedException {
    awaitScan(server);
    for (int run = 0; run < 2; run++) {
      again(server);
      awaitScan(server);
    }
    put("scan without changes, s", seconds(library(server)));
  }

  private static void awaitScan(OwnServer server) throws IOException, InterruptedException {
    while (running(library(server))) {
      Thread.sleep(100);
    }
  }

  private static void again(OwnServer server) throws IOException, InterruptedException {
    server.order("/api/v1/libraries/" + library(server).get("id").asString() + "/scan");
  }

  private static JsonNode library(OwnServer server) throws IOException, InterruptedException {
    for (JsonNode each : server.json("/api/v1/libraries").get("items")) {
      if (!each.get("name").asString().equals("Uploads")) {
        return each;
      }
    }
    throw new IOException("The library is not there.");
  }

  private static boolean running(JsonNode library) {
    return library.get("scan").get("state").asString().equals("running");
  }

  private static double seconds(JsonNode library) {
    JsonNode scan = library.get("scan");
    Instant began = Instant.parse(scan.get("startedAt").asString());
    return Duration.between(began, Instant.parse(scan.get("finishedAt").asString())).toMillis()
        / 1e3;
  }

  /** Of the Java process, in bytes: VmRSS of proc(5). */
  private static long resident(OwnServer server) throws IOException {
    Path status = Path.of("/proc/" + server.processes().getFirst().pid() + "/status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }

  private void put(String name, double value) {
    table.computeIfAbsent(name, each -> new ArrayList<>()).add(value);
  }

  private void print() {
    StringBuilder head = new StringBuilder("| what |");
    sizes.forEach(size -> head.append(String.format(Locale.ROOT, " %,d |", size)));
    System.out.println(head.append(" slope |"));
    System.out.println("|---".repeat(sizes.size() + 2) + "|");
    table.forEach((name, values) -> {
      StringBuilder row = new StringBuilder("| " + name + " |");
      values.forEach(value -> row.append(String.format(Locale.ROOT, " %,.1f |", value)));
      System.out.println(row.append(String.format(Locale.ROOT, " %.2f |", slope(values))));
    });
  }

  /** The power of the size that the figure grows by, from the smallest to the largest. */
  private double slope(List<Double> values) {
    double growth = values.getLast() / values.getFirst();
    return sizes.size() < 2 || growth <= 0
        ? 0
        : Math.log(growth) / Math.log((double) sizes.getLast() / sizes.getFirst());
  }
}
