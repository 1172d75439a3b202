package medianest.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import medianest.loadtest.engine.Outcome;
import medianest.loadtest.engine.Run;
import medianest.loadtest.engine.Second;
import medianest.loadtest.plan.Phase;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.PlanFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search for the limit of a server that has one, and is known. */
class StairsTest {

  /** Other work on the machine bends a search; one that is wrong is wrong each time. */
  private static final int TRIES = 3;

  /** Each answer takes this long, and one is given at a time: 50 a second and no more. */
  private static final long ANSWER_MS = 20;

  /** Two a second each: 25 people are what the server carries. */
  private static final String PLAN =
      """
      name: search
      think: [500ms, 500ms]
      health: {lagP99: 500ms}
      phases: [{name: people, kind: stress, length: 2s, users: [4, 1000], grow: 1.8}]
      scenarios: [{name: all, steps: [{call: GET /}]}]
      thresholds: {response_time: ["p(95)<300"]}
      """;

  @Test
  void thePhasesOfASearchGrowByTheFactor() throws Exception {
    Plan plan = PlanFile.parse(PLAN, "search");
    for (double share : new double[] {0.5, 0.75, 1}) {
      assertThat(plan.phases().stream().limit(5).map(each -> each.load().at(share)))
          .containsExactly(4.0, 7.0, 12.0, 23.0, 41.0);
    }
    assertThat(plan.phases()).allMatch(Phase::gated);
  }

  @Test
  void whoComesWithAStepComesWithinItsFirstHalf() throws Exception {
    Plan plan = PlanFile.parse(PLAN, "search");
    assertThat(plan.phases().stream().limit(5).map(each -> each.load().at(0)))
        .containsExactly(0.0, 4.0, 7.0, 12.0, 23.0);
    assertThat(plan.phases().stream().limit(5).map(each -> each.load().at(0.25)))
        .containsExactly(2.0, 5.5, 9.5, 17.5, 32.0);
  }

  @Test
  void theLastStepThatHeldIsWhatTheServerCarries(@TempDir Path folder) throws Exception {
    for (int left = TRIES; left > 0; left--) {
      try {
        search(folder);
        return;
      } catch (AssertionError e) {
        if (left == 1) {
          throw e;
        }
      }
    }
  }

  private static void search(Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("search.yml"), PLAN);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpServer server = server(threads);
      try {
        String target = "http://127.0.0.1:" + server.getAddress().getPort();
        LoadTest.Options options =
            new LoadTest.Options(file.toString(), target, folder, false, null, 1, Map.of());
        Outcome outcome =
            new LoadTest(options, Clock.systemUTC())
                .run(
                    new Quiet(),
                    ignored -> {
                      throw new IOException("no database");
                    });
        assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.PASSED);
        assertThat(outcome.carried().orElseThrow().users()).isBetween(7, 23);
        Outcome.Stair last = outcome.stairs().getLast();
        assertThat(last.users()).isBetween(23, 130);
        assertThat(last.broken()).containsExactly("response_time p(95)<300");
        assertThat(outcome.ends()).hasSameSizeAs(outcome.stairs());
        assertThat(Files.readString(folder.resolve("search.html"))).contains("It carries ");
        assertThat(Files.readString(folder.resolve("search.json"))).contains("\"stairs\"");
      } finally {
        server.stop(0);
      }
    }
  }

  private static HttpServer server(ExecutorService threads) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(threads);
    Semaphore counter = new Semaphore(1, true);
    server.createContext("/", exchange -> answer(exchange, counter));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, Semaphore counter) throws IOException {
    counter.acquireUninterruptibly();
    try {
      Thread.sleep(ANSWER_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      counter.release();
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static final class Quiet implements Run.Progress {
    @Override
    public void begun(Plan plan, long atNanos) {}

    @Override
    public void second(Second second, Phase phase) {}
  }
}
