package medianest.benchmarks.library;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import medianest.benchmarks.serve.OwnServer;
import medianest.benchmarks.serve.Workbench;

/**
 * {@code ./dev bench second-level}: what requests take while the Redis that nodes share is there,
 * while it hangs, and while it is gone, in turns on one server.
 */
final class SecondLevelBenchmark {

  private static final int ITEMS = 2_000;
  private static final int COUNT = 150;

  /** Until every keeper of a connection has seen the change. */
  private static final long SETTLED_MILLIS = 2_000;

  private enum State {
    THERE,
    HANGING,
    GONE
  }

  private final int port;
  private final Path folder;
  private final Map<String, List<Double>> medians = new LinkedHashMap<>();
  private Process redis;

  private SecondLevelBenchmark(int port, Path folder) throws IOException, InterruptedException {
    this.port = port;
    this.folder = folder;
    this.redis = begin();
  }

  /** Usage: REPOSITORY [ROUNDS]. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("medianest-second-level");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    try {
      Path library = work.resolve("library");
      LibraryMaker.mixed(ITEMS, library);
      int port = Workbench.freePort();
      SecondLevelBenchmark benchmark = new SecondLevelBenchmark(port, work);
      try (OwnServer server =
          OwnServer.start(
              Path.of(args[0]).toAbsolutePath(),
              Files.createDirectory(work.resolve("data")),
              library,
              Workbench.freePort(),
              Map.of("MEDIANEST_CACHE_URL", "redis://127.0.0.1:" + port))) {
        benchmark.run(server, rounds);
      } finally {
        benchmark.redis.destroyForcibly().waitFor();
      }
      benchmark.print();
    } finally {
      Workbench.delete(work);
    }
  }

  private void run(OwnServer server, int rounds) throws IOException, InterruptedException {
    server.awaitFiles(ITEMS);
    List<Question> questions = Question.all(ITEMS);
    int turn = 0;
    for (int round = 0; round <= rounds; round++) {
      for (State state : State.values()) {
        bring(state);
        turn++;
        for (Question question : questions) {
          int first = turn * COUNT;
          Times times =
              Times.inTurn(
                  server,
                  new Question(question.name(), n -> question.path().apply(first + n)),
                  10,
                  COUNT);
          // The first round is that of a server that has just started.
          if (round > 0) {
            medians
                .computeIfAbsent(question.name() + "|" + state, each -> new ArrayList<>())
                .add(times.at(0.5));
          }
        }
      }
    }
  }

  private void bring(State state) throws IOException, InterruptedException {
    switch (state) {
      case THERE -> {
        if (!redis.isAlive()) {
          redis = begin();
        }
      }
      case HANGING -> signal("-STOP");
      case GONE -> redis.destroyForcibly().waitFor();
    }
    Thread.sleep(SETTLED_MILLIS);
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(redis.pid())).start().waitFor();
  }

  private Process begin() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return process;
      } catch (ConnectException e) {
        Thread.sleep(10);
      }
    }
  }

  private void print() {
    System.out.println(
        "| median of a round's medians, ms | there | hanging | gone | slower when gone |");
    System.out.println("|---|---|---|---|---|");
    for (Question question : Question.all(ITEMS)) {
      double[] by =
          Arrays.stream(State.values())
              .mapToDouble(state -> median(question.name() + "|" + state))
              .toArray();
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.1f | %.2f times |",
              question.name(),
              by[0],
              by[1],
              by[2],
              by[2] / by[0]));
    }
  }

  private double median(String name) {
    List<Double> sorted = medians.getOrDefault(name, List.of()).stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }
}
