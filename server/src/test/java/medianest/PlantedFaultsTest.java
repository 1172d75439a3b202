package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import medianest.db.Database;
import medianest.metrics.RequestRecord;
import medianest.metrics.Work;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Faults of every kind in a running server: the page that is meant for each names it. */
@Timeout(120)
class PlantedFaultsTest {

  @TempDir static Path data;

  private static @Nullable RunningHouse house;
  private static String token = "";

  @BeforeAll
  static void start() throws Exception {
    house = new RunningHouse(data.resolve("data"));
    token = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);
    database()
        .run(handle -> handle.execute("/* fault.make */ CREATE TABLE fault (n int, word text)"));
    database().run(handle -> handle.execute("/* fault.fill */ INSERT INTO fault VALUES (1, '')"));
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  private static RunningHouse house() {
    return Objects.requireNonNull(house);
  }

  private static Database database() {
    return house().nest.features().home().database();
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = house().call("GET", "/api/v1/admin/" + path, token, null);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return RunningHouse.json(answer);
  }

  private static String metrics() throws Exception {
    return house().call("GET", "/metrics", token, null).body();
  }

  /**
   * What the database page finds, as soon as it finds what is looked for; of the kind that pages
   * know it by.
   */
  private static String finding(String kind, Predicate<String> wanted) throws Exception {
    while (true) {
      for (JsonNode each : get("database").get("findings")) {
        String sentence = each.get("sentence").asString();
        if (wanted.test(sentence)) {
          assertThat(each.get("kind").asString()).isEqualTo(kind);
          return sentence;
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void lock(CountDownLatch locked, CountDownLatch release) {
    database()
        .transaction(handle -> {
          handle.execute("/* fault.hold */ UPDATE fault SET word = 'mine' WHERE n = 1");
          locked.countDown();
          return await(release);
        });
  }

  @Test
  void aStatementThatWaitsForALockIsNamedWithWhoHoldsIt() throws Exception {
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread holder = Thread.ofVirtual().start(() -> lock(locked, release));
    assertThat(locked.await(10, TimeUnit.SECONDS)).isTrue();
    Thread waiter =
        Thread.ofVirtual()
            .start(() ->
                database()
                    .run(handle ->
                        handle.execute("/* fault.wait */ UPDATE fault SET word = '' WHERE n = 1")));
    try {
      assertThat(finding("lock_wait", each -> each.contains("fault.wait")))
          .containsPattern("has waited \\d+\\.\\d s for a lock that process \\[\\d+] holds");
    } finally {
      release.countDown();
      holder.join();
      waiter.join();
    }
  }

  @Test
  void aPoolThatIsFullIsSaidEvenThoughThePageGetsNoConnection() throws Exception {
    int limit = database().poolUse().limit();
    CountDownLatch release = new CountDownLatch(1);
    AtomicLong waited = new AtomicLong();
    List<Thread> holders = new ArrayList<>();
    for (int i = 0; i < limit + 2; i++) {
      holders.add(
          Thread.ofVirtual()
              .start(() ->
                  database()
                      .run(handle -> {
                        handle.execute("/* fault.first */ SELECT 1");
                        return await(release);
                      })));
    }
    try {
      while (database().poolUse().waiting() == 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      holders.add(Thread.ofVirtual().start(() -> waited.set(waitedForConnection())));
      assertThat(finding("callers_wait", each -> each.contains("wait for a connection")))
          .contains("all " + limit + " are in use");
    } finally {
      release.countDown();
      for (Thread each : holders) {
        each.join();
      }
    }
    assertThat(waited.get()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1));
  }

  /** As a request tells it. */
  private static long waitedForConnection() {
    Work work = Work.begin();
    try {
      database().run(handle -> handle.execute("/* fault.late */ SELECT 1"));
      return work.done().connectionNanos();
    } finally {
      Work.end();
    }
  }

  @Test
  void aSlowStatementComesWithItsPlanAndWhatItLacks() throws Exception {
    database()
        .run(handle ->
            handle.execute(
                "/* fault.rows */ INSERT INTO fault SELECT n, md5(n::text)"
                    + " FROM generate_series(2, 60000) n"));
    database().run(handle -> handle.execute("/* fault.count */ ANALYZE fault"));
    database()
        .run(handle ->
            handle
                .createQuery(
                    "/* fault.slow */ SELECT count(*), pg_sleep(1.1) FROM fault WHERE word = :word")
                .bind("word", "none")
                .mapTo(Integer.class)
                .one());
    assertThat(finding("slow", each -> each.startsWith("fault.slow took")))
        .contains("It reads all of fault to find rows by word");
    JsonNode plan = get("database").get("slow").get(0);
    assertThat(plan.get("missingIndex").get("table").asString()).isEqualTo("fault");
    assertThat(plan.get("missingIndex").get("column").asString()).isEqualTo("word");
    assertThat(plan.get("hint").asString()).endsWith("an index on fault (word) would help.");
    assertThat(metrics()).containsPattern("database_slow_statements_total [1-9]");
  }

  @Test
  void aStatementForEachRowIsFound() throws Exception {
    Work work = Work.begin();
    try {
      for (int i = 0; i < 25; i++) {
        database().run(handle -> handle.execute("/* fault.each */ SELECT 1"));
      }
    } finally {
      Work.end();
    }
    house()
        .nest
        .operations()
        .measured()
        .requests()
        .batch()
        .answered(new RequestRecord("0", "GET", "/planted", 200, 0, 1, 1, 1, null, work.done()));
    assertThat(finding("repeated", each -> each.contains("/planted")))
        .startsWith("GET /planted runs fault.each up to 25 times in one request");
    assertThat(metrics()).containsPattern("http_requests_repeating_statements_total [1-9]");
  }

  /** Its name is what the flames must show. */
  private static double burnTheProcessor(AtomicBoolean until) {
    double sum = 0;
    while (!until.get()) {
      sum += Math.sqrt(sum + 1);
    }
    return sum;
  }

  /** A class that is initialized holds the carrier of whoever waits for it. */
  private static final class HoldsItsCarrier {
    static final long WAITED = waitLong();

    private static long waitLong() {
      try {
        TimeUnit.MILLISECONDS.sleep(300);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 300;
    }
  }

  @Test
  void aHotMethodAndAHeldCarrierAreInTheFlames() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    assertThat(
            house().call("POST", "/api/v1/admin/recordings", token, "{\"seconds\":3}").statusCode())
        .isEqualTo(202);
    Thread hot = Thread.ofPlatform().start(() -> assertThat(burnTheProcessor(over)).isPositive());
    // The recorder begins on a thread of its own, which may take a while on a busy machine.
    TimeUnit.SECONDS.sleep(1);
    Thread held = Thread.ofVirtual().start(() -> assertThat(HoldsItsCarrier.WAITED).isPositive());
    JsonNode page = get("recordings");
    while (page.get("recordings").isEmpty() || !page.get("runningUntil").isNull()) {
      TimeUnit.MILLISECONDS.sleep(50);
      page = get("recordings");
    }
    over.set(true);
    hot.join();
    held.join();
    String flame = "recordings/" + page.get("recordings").get(0).get("id").asString() + "/flame";
    JsonNode cpu = get(flame + "?kind=cpu");
    assertThat(value(cpu, "burnTheProcessor")).isGreaterThan(cpu.get("value").asDouble() / 4);
    assertThat(value(get(flame + "?kind=pinned"), "HoldsItsCarrier")).isGreaterThan(1e8);
  }

  /** The widest frame with that in its name. */
  private static double value(JsonNode frame, String name) {
    double most = frame.get("name").asString().contains(name) ? frame.get("value").asDouble() : 0;
    for (JsonNode each : frame.get("children")) {
      most = Math.max(most, value(each, name));
    }
    return most;
  }
}
