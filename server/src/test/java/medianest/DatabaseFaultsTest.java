package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import medianest.db.Database;
import medianest.db.DatabaseUnavailable;
import medianest.db.TestPostgres;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A database that hangs or dies, and who watches a film meanwhile notices nothing. */
@Timeout(120)
class DatabaseFaultsTest {

  private static final int SLOW = 200;

  @TempDir static Path temp;
  private static @Nullable RunningHouse running;
  private static Path data = Path.of("");
  private static String token = "";
  private static String film = "";
  private static String stream = "";

  @BeforeAll
  static void start() throws Exception {
    data = TestPostgres.newDataFolder();
    running = new RunningHouse(data, Map.of("database.poolMax", "8", "database.poolMin", "1"));
    token = house().signIn("admin", RunningHouse.ADMIN_PASSWORD);
    Path folder = Files.createDirectory(temp.resolve("films"));
    try (var source = MediaNest.class.getResourceAsStream("ffmpeg/test.mp4")) {
      Files.copy(Objects.requireNonNull(source), folder.resolve("The Harbour (2011).mp4"));
    }
    call(
        "POST",
        "/api/v1/libraries",
        "{\"name\":\"Films\",\"kind\":\"films\",\"path\":\"" + folder + "\"}",
        201);
    while (list().isEmpty()) {
      Thread.onSpinWait();
    }
    film = list().get(0).get("id").asString();
    stream = call("POST", "/api/v1/media/" + film + "/playback", "{}", 200).get("url").asString();
    assertThat(status(stream)).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  /** F-11: more slow statements than there are connections. */
  @Test
  void aFilmGoesOnWhileSlowStatementsHoldEveryConnection() throws Exception {
    Database database = house().nest.features().home().database();
    CountDownLatch begun = new CountDownLatch(4);
    CountDownLatch ended = new CountDownLatch(SLOW);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < SLOW; i++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            try {
              database.run(handle -> {
                begun.countDown();
                return handle.execute("/* slow.sleep */ SELECT pg_sleep(600)");
              });
            } catch (DatabaseUnavailable | ConnectionException e) {
              // It waited for a connection in vain, or was ended, or interrupted.
            } finally {
              ended.countDown();
            }
          }));
    }
    begun.await();

    for (int i = 0; i < 50; i++) {
      assertThat(status(stream)).isEqualTo(200);
    }

    assertThat(ended.getCount()).as("statements that still run").isPositive();
    threads.forEach(Thread::interrupt);
    assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(list()).hasSize(1);
  }

  /** F-09: the database is killed the hard way. */
  @Test
  void whatWasAcknowledgedIsThereAfterTheDatabaseWasKilled() throws Exception {
    call("PUT", "/api/v1/media/" + film + "/progress", "{\"positionSeconds\":0.5}", 200);
    Path cluster = data.toRealPath().resolve("postgres/cluster");
    long pid = Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst());

    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    server.destroyForcibly();
    server.onExit().get(20, TimeUnit.SECONDS);

    int refused = 0;
    HttpResponse<String> answer = write();
    while (answer.statusCode() != 200) {
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(status(stream)).isEqualTo(200);
      // What the alerts look at is there as well.
      assertThat(house().nest.operations().measured().metrics().size()).isPositive();
      refused++;
      answer = write();
    }
    assertThat(refused).isPositive();
    JsonNode item = call("GET", "/api/v1/media/" + film, null, 200);
    assertThat(item.get("watch").get("positionSeconds").asDouble()).isEqualTo(0.5);
    assertThat(item.get("marks").get("favourite").asBoolean()).isTrue();
  }

  private static HttpResponse<String> write() throws Exception {
    return house().call("PUT", "/api/v1/media/" + film + "/marks", token, "{\"favourite\":true}");
  }

  private static RunningHouse house() {
    return Objects.requireNonNull(running);
  }

  private static int status(String path) throws Exception {
    return house().status("GET", path, null);
  }

  private static JsonNode list() throws Exception {
    return call("GET", "/api/v1/media", null, 200).get("items");
  }

  private static JsonNode call(String method, String path, @Nullable String body, int status)
      throws Exception {
    HttpResponse<String> answer = house().call(method, path, token, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return RunningHouse.json(answer);
  }
}
