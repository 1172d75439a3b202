package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import medianest.alerts.RuleFile;
import medianest.log.LogConfig;
import medianest.log.Logging;
import medianest.users.User;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What the running server says about itself. */
class OperationsTest {

  @TempDir static Path data;

  private static @Nullable RunningHouse house;
  private static String token = "";

  @BeforeAll
  static void start() throws Exception {
    house = new RunningHouse(data.resolve("data"));
    token = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);
    get("/api/v1/media");
    get("/api/v1/home");
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  private static HttpResponse<String> call(String method, String path, @Nullable String body)
      throws Exception {
    if (house == null) {
      throw new IllegalStateException("not started");
    }
    return house.call(method, path, token, body);
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = call("GET", path, null);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return RunningHouse.json(answer);
  }

  @Test
  void requestsComeWithTheirStatements() throws Exception {
    get("/api/v1/home");
    JsonNode page = get("/api/v1/admin/requests");
    assertThat(page.get("routes")).isNotEmpty();
    List<String> statements = new ArrayList<>();
    for (JsonNode line : page.get("last")) {
      if (line.get("route").asString().equals("/api/v1/home")) {
        line.get("statements").forEach(each -> statements.add(each.get("name").asString()));
      }
    }
    assertThat(statements).isNotEmpty().allMatch(name -> name.matches("[a-z_]+\\.[a-z_]+"));
  }

  @Test
  void requestsComeWithWhatTheyLookedUp() throws Exception {
    String list = "/api/v1/media?sort=added&limit=7";
    get(list);
    get(list);
    List<JsonNode> lookUps = new ArrayList<>();
    for (JsonNode line : get("/api/v1/admin/requests").get("last")) {
      if (line.get("route").asString().equals("/api/v1/media")) {
        line.get("lookUps").forEach(lookUps::add);
      }
    }
    assertThat(lookUps)
        .anyMatch(each -> isLookUp(each, "answers", 1, 0))
        .anyMatch(each -> isLookUp(each, "answers", 0, 1));
  }

  private static boolean isLookUp(JsonNode each, String cache, int hits, int misses) {
    return each.get("cache").asString().equals(cache)
        && each.get("hits").asInt() == hits
        && each.get("misses").asInt() == misses;
  }

  @Test
  void theDatabaseKnowsItsTablesAndStatements() throws Exception {
    JsonNode page = get("/api/v1/admin/database");
    List<String> tables = new ArrayList<>();
    page.get("tables").forEach(each -> tables.add(each.get("name").asString()));
    assertThat(tables).contains("account", "item", "history", "alert");
    assertThat(page.get("statements")).isNotEmpty();
    assertThat(page.get("pool").get("limit").asInt()).isPositive();
  }

  @Test
  void memoryThreadsAndClassesAreListed() throws Exception {
    JsonNode page = get("/api/v1/admin/memory");
    assertThat(page.get("heapMax").asLong()).isPositive();
    assertThat(page.get("threads")).isNotEmpty();
    JsonNode classes =
        RunningHouse.json(call("POST", "/api/v1/admin/memory/classes", null)).get("classes");
    assertThat(classes.get(0).get("bytes").asLong()).isPositive();
  }

  @Test
  void capacityAlertsAndHistoryAnswerFromTheFirstMoment() throws Exception {
    assertThat(get("/api/v1/admin/capacity").get("headline").asString()).isNotBlank();
    assertThat(get("/api/v1/admin/alerts").get("rules")).hasSize(RuleFile.shipped().size());
    for (String span : List.of("recent", "days", "years")) {
      assertThat(get("/api/v1/admin/history?span=" + span).get("series")).isNotEmpty();
    }
    assertThat(call("GET", "/api/v1/admin/history?span=ever", null).statusCode()).isEqualTo(400);
  }

  @Test
  void aSilenceIsKeptAndEnds() throws Exception {
    String path = "/api/v1/admin/alerts/disk_full/silence";
    assertThat(call("PUT", path, "{\"hours\":2}").statusCode()).isEqualTo(204);
    assertThat(silentUntil("disk_full").isNull()).isFalse();
    assertThat(call("PUT", path, "{\"hours\":0}").statusCode()).isEqualTo(204);
    assertThat(silentUntil("disk_full").isNull()).isTrue();
    assertThat(call("PUT", "/api/v1/admin/alerts/none/silence", "{\"hours\":2}").statusCode())
        .isEqualTo(404);
  }

  private static JsonNode silentUntil(String rule) throws Exception {
    for (JsonNode each : get("/api/v1/admin/alerts").get("rules")) {
      if (each.get("name").asString().equals(rule)) {
        return each.get("silentUntil");
      }
    }
    throw new AssertionError("there is no rule " + rule);
  }

  @Test
  void aRecordingShowsWhereTheTimeGoesAndNoSecret() throws Exception {
    assertThat(call("POST", "/api/v1/admin/recordings", "{\"seconds\":2}").statusCode())
        .isEqualTo(202);
    assertThat(call("POST", "/api/v1/admin/recordings", "{\"seconds\":2}").statusCode())
        .isEqualTo(409);
    JsonNode kept = get("/api/v1/admin/recordings");
    for (int i = 0;
        i < 200 && (kept.get("recordings").isEmpty() || !kept.get("runningUntil").isNull());
        i++) {
      get("/api/v1/admin/requests");
      get("/api/v1/media?query=sought-by-somebody-" + i);
      Thread.sleep(50);
      kept = get("/api/v1/admin/recordings");
    }
    String id = kept.get("recordings").get(0).get("id").asString();
    JsonNode flame = get("/api/v1/admin/recordings/" + id + "/flame?kind=allocation");
    assertThat(flame.get("value").asDouble()).isPositive();
    assertThat(call("GET", "/api/v1/admin/recordings/" + id, null).body())
        .startsWith("FLR")
        .doesNotContain(token)
        .doesNotContain(RunningHouse.ADMIN_PASSWORD)
        // The values of statements, and what the statements are.
        .doesNotContain("sought-by-somebody")
        .doesNotContain("SELECT ");
    assertThat(call("DELETE", "/api/v1/admin/recordings/" + id, null).statusCode()).isEqualTo(204);
    assertThat(call("GET", "/api/v1/admin/recordings/" + id, null).statusCode()).isEqualTo(404);
  }

  @Test
  void theLastMinutesAreNotKeptBeforeThereAreAny() throws Exception {
    String path = "/api/v1/admin/recordings/last";
    assertThat(call("POST", path, "{\"seconds\":0}").statusCode()).isEqualTo(400);
    assertThat(call("POST", path, "{\"seconds\":901}").statusCode()).isEqualTo(400);
    // A start has other things to do than to begin the ring.
    assertThat(get("/api/v1/admin/recordings").get("ringSince").isNull()).isTrue();
    HttpResponse<String> early = call("POST", path, "{\"seconds\":60}");
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.body()).contains("metrics.flightRecorder");
  }

  @Test
  void aMethodIsTimedUntilItIsStopped() throws Exception {
    String path = "/api/v1/admin/methods";
    HttpResponse<String> refused =
        call("PUT", path, "{\"methods\":[\"java.lang.String::length\"]}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("is one of this program");
    String wish = "{\"methods\":[\"medianest.http.Gate::admit\"]}";
    assertThat(call("PUT", path, wish).statusCode()).isEqualTo(204);
    JsonNode page = get(path);
    for (int i = 0; i < 200 && page.at("/timings/0/calls").asLong() < 2; i++) {
      Thread.sleep(50);
      page = get(path);
    }
    assertThat(page.at("/timings/0/method").asString()).startsWith("medianest.http.Gate::admit(");
    assertThat(page.at("/timings/0/averageNanos").asLong()).isPositive();
    assertThat(call("DELETE", path, null).statusCode()).isEqualTo(204);
    assertThat(get(path).get("since").isNull()).isTrue();
    assertThat(get(path).get("timings")).isEmpty();
  }

  @Test
  void theLogHoldsNoSecret() throws Exception {
    if (house == null) {
      throw new IllegalStateException("not started");
    }
    Logger everything = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    everything.addAppender(seen);
    Logging.apply(new LogConfig(LogConfig.Level.TRACE, LogConfig.Format.TEXT, true));
    String ticket = "a-ticket-that-nobody-made-0123456789";
    String wrong = "a wrong password of mine";
    String again;
    try {
      again = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);
      house.call("GET", "/api/v1/auth/profile", again, null);
      house.call("GET", "/stream/" + ticket + "/master.m3u8", null, null);
      house.call(
          "POST",
          "/api/v1/auth/login",
          null,
          "{\"username\":\"admin\",\"password\":\"" + wrong + "\"}");
      house.call("GET", "/api/v1/media?limit=0&token=" + ticket, again, null);
    } finally {
      Logging.apply(LogConfig.defaults());
      everything.detachAppender(seen);
    }
    List<String> lines = new ArrayList<>();
    List.copyOf(seen.list)
        .forEach(each ->
            lines.add(
                each.getFormattedMessage()
                    + (each.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(each.getThrowableProxy()))));
    assertThat(lines).isNotEmpty();
    assertThat(lines)
        .noneMatch(line ->
            line.contains(again)
                || line.contains(RunningHouse.ADMIN_PASSWORD)
                || line.contains(wrong)
                || line.contains(ticket));
  }

  @Test
  void aLoadTestRunsAgainstTheServerItself() throws Exception {
    String path = "/api/v1/admin/load-tests";
    JsonNode page = get(path);
    assertThat(page.get("plans")).hasSize(4);
    assertThat(call("POST", path, "{\"plan\":\"none\"}").statusCode()).isEqualTo(400);
    String wish = "{\"plan\":\"database\",\"shorten\":100}";
    assertThat(call("POST", path, wish).statusCode()).isEqualTo(202);
    assertThat(call("POST", path, wish).statusCode()).isEqualTo(409);
    boolean moved = false;
    for (int i = 0; i < 600 && get(path).get("runs").isEmpty(); i++) {
      JsonNode running = get(path).get("running");
      moved |= running.hasNonNull("moment") && running.get("moment").get("people").asInt() > 0;
      assertThat(get(path).get("problem").isNull()).isTrue();
      Thread.sleep(50);
    }
    assertThat(moved).isTrue();
    JsonNode ran = get(path).get("runs").get(0);
    String id = ran.get("id").asString();
    HttpResponse<String> report = call("GET", path + "/" + id + "/report", null);
    assertThat(report.body()).contains("<svg", "full text");
    assertThat(report.headers().firstValue("content-security-policy").orElse(""))
        .startsWith("sandbox;");
    JsonNode figures = get(path + "/" + id);
    // Whoever was in the middle of something when the phase changed is counted beside.
    assertThat(figures.get("steps").size()).isGreaterThanOrEqualTo(8);
    for (JsonNode step : figures.get("steps")) {
      assertThat(step.get("failed").asLong()).as(step.toString()).isZero();
    }
    assertThat(call("DELETE", path + "/" + id, null).statusCode()).isEqualTo(204);
    assertThat(call("GET", path + "/" + id, null).statusCode()).isEqualTo(404);
    if (house != null) {
      assertThat(house.nest.features().accounts().all())
          .extracting(User::name)
          .containsExactly("admin");
    }
  }
}
