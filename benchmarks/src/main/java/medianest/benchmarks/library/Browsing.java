package medianest.benchmarks.library;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import medianest.benchmarks.serve.OwnServer;
import tools.jackson.databind.JsonNode;

/**
 * People who look around (goal P14), each with an account of their own: the home page, the shelf
 * and what is new, a few pages further, a film among those that they just saw, and back. Counted is
 * how often a cache had what it was asked for.
 */
final class Browsing {

  private static final int PEOPLE = 20;
  private static final int STEPS = 60;

  /** What they look at takes them a second; no two begin together. */
  private static final int THINK_MILLIS = 1_000;

  private static final int FURTHER = 5;
  private static final String SHELF = "/api/v1/media?view=shelf&limit=50&sort=title";
  private static final Pattern COUNT =
      Pattern.compile("cache_(hits|misses)_total\\{cache_type=\"([^\"]+)\"} (\\S+)");

  private final Path repository;
  private final OwnServer server;

  Browsing(Path repository, OwnServer server) {
    this.repository = repository;
    this.server = server;
  }

  /** Look-ups of one cache, or of all. */
  record LookUps(double hits, double misses) {
    double share() {
      return hits + misses == 0 ? 0 : 100 * hits / (hits + misses);
    }

    private LookUps since(LookUps before) {
      return new LookUps(hits - before.hits, misses - before.misses);
    }

    private LookUps and(LookUps other) {
      return new LookUps(hits + other.hits, misses + other.misses);
    }
  }

  /** By the name of the cache, and under {@code all} of them together. */
  Map<String, LookUps> run(Path data) throws IOException, InterruptedException, ExecutionException {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      tokens.add(account(data, "person-" + i));
    }
    Map<String, LookUps> before = counts();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        Random random = new Random(i);
        String token = tokens.get(i);
        all.add(
            people.submit(() -> {
              browse(token, random);
              return null;
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    Map<String, LookUps> grown = new TreeMap<>();
    counts()
        .forEach((name, now) -> {
          LookUps lookUps = now.since(before.getOrDefault(name, new LookUps(0, 0)));
          grown.put(name, lookUps);
          grown.merge("all", lookUps, LookUps::and);
        });
    return grown;
  }

  private void browse(String token, Random random) throws IOException, InterruptedException {
    List<String> seen = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      Thread.sleep(random.nextInt(2 * THINK_MILLIS));
      JsonNode answer = server.json(next(random, seen), token);
      JsonNode items = answer.path("items");
      if (!items.isEmpty()) {
        seen.clear();
        items.forEach(item -> seen.add(item.get("id").asString()));
      }
    }
  }

  /** Of ten steps three lead to a film, two each home and to the shelf, the rest further. */
  private static String next(Random random, List<String> seen) {
    int die = random.nextInt(10);
    if (die < 3 && !seen.isEmpty()) {
      return "/api/v1/media/" + seen.get(random.nextInt(seen.size()));
    }
    return switch (die) {
      case 3, 4 -> "/api/v1/home";
      case 5 -> "/api/v1/media?view=shelf&limit=50&sort=added";
      case 6 -> "/api/v1/media/letters?view=shelf";
      case 7, 8 -> SHELF + "&offset=" + 50 * (1 + random.nextInt(FURTHER));
      default -> SHELF;
    };
  }

  private String account(Path data, String name) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                repository.resolve("medianest").toString(),
                "user",
                "add",
                name,
                "--password-stdin",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
      in.write(OwnServer.PASSWORD + "\n");
    }
    // It is there already where the library was kept.
    process.waitFor();
    return server.signIn(name);
  }

  private Map<String, LookUps> counts() throws IOException, InterruptedException {
    Map<String, LookUps> counts = new HashMap<>();
    Matcher matcher = COUNT.matcher(server.text("/metrics"));
    while (matcher.find()) {
      double count = Double.parseDouble(matcher.group(3));
      boolean hit = matcher.group(1).equals("hits");
      counts.merge(matcher.group(2), new LookUps(hit ? count : 0, hit ? 0 : count), LookUps::and);
    }
    return counts;
  }
}
