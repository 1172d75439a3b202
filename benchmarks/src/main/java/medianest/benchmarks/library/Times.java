package medianest.benchmarks.library;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import medianest.benchmarks.serve.Cpu;
import medianest.benchmarks.serve.OwnServer;
import medianest.benchmarks.serve.Wrk;

/** How long answers took, in milliseconds. */
final class Times {

  /** More than a run asks for, so that none is still in memory when it comes again. */
  private static final int PATHS = 50_000;

  private final double[] sorted;

  private Times(double[] times) {
    sorted = times.clone();
    Arrays.sort(sorted);
  }

  double at(double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
  }

  /** One after the other. */
  static Times inTurn(OwnServer server, Question question, int warm, int count)
      throws IOException, InterruptedException {
    for (int n = 0; n < warm; n++) {
      server.json(question.path().apply(n));
    }
    double[] times = new double[count];
    for (int n = 0; n < count; n++) {
      times[n] = time(server, question.path().apply(warm + n));
    }
    return new Times(times);
  }

  /** So many users, each of whom asks, looks at the answer for a second, and asks again. */
  static Times ofUsers(OwnServer server, Question question, int users, int rounds)
      throws InterruptedException, ExecutionException {
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?>[] all = new Future<?>[users];
      double[] times = new double[users * rounds];
      for (int user = 0; user < users; user++) {
        int first = user * rounds;
        all[user] =
            people.submit(() -> {
              // They did not all come at the same moment.
              Thread.sleep(first * 1000L / times.length);
              for (int n = first; n < first + rounds; n++) {
                times[n] = time(server, question.path().apply(n));
                Thread.sleep(1000);
              }
              return null;
            });
      }
      for (Future<?> each : all) {
        each.get();
      }
      return new Times(times);
    }
  }

  /**
   * Answers a second.
   *
   * @param processorMillis of the server and its PostgreSQL for each
   */
  record Rate(double perSecond, double processorMillis) {}

  /** To so many connections that never rest, once as much time has passed to warm up. */
  static Rate rate(OwnServer server, Question question, int connections, Duration time)
      throws IOException, InterruptedException {
    List<String> paths = IntStream.range(0, PATHS).mapToObj(question.path()).distinct().toList();
    Wrk.run(server, paths, connections, time);
    double before = Cpu.seconds(server.processes());
    Wrk.Outcome outcome = Wrk.run(server, paths, connections, time);
    double processor = Cpu.seconds(server.processes()) - before;
    return new Rate(outcome.perSecond(), 1e3 * processor / outcome.requests());
  }

  private static double time(OwnServer server, String path)
      throws IOException, InterruptedException {
    long before = System.nanoTime();
    server.json(path);
    return (System.nanoTime() - before) / 1e6;
  }
}
