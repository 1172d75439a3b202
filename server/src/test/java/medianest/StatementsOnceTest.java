package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import medianest.db.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What one request for a list, a search or the home page asks of the database, it asks once. */
class StatementsOnceTest {

  private static final String ROUTES = "/api/v1/admin/requests";

  @TempDir static Path temp;
  private static @Nullable RunningHouse running;
  private static String admin = "";
  private static String series = "";

  @BeforeAll
  static void start() throws Exception {
    RunningHouse started = new RunningHouse(TestPostgres.newDataFolder());
    running = started;
    admin = started.signIn("admin", RunningHouse.ADMIN_PASSWORD);
    for (String name :
        List.of(
            "Lantern Bay/Season 1/Lantern Bay - S01E01 - The Lamp.avi",
            "Lantern Bay/Season 1/Lantern Bay - S01E02 - Storm.avi",
            "Lantern Bay/Season 2/Lantern Bay - S02E01 - Return.avi",
            "Other Harbour/Season 1/Other Harbour - S01E01 - Lantern.avi",
            "Other Harbour/Season 1/Other Harbour - S01E02 - Oil.avi")) {
      put(name);
    }
    JsonNode library =
        call(
            "POST",
            "/api/v1/libraries",
            "{\"name\":\"Shows\",\"kind\":\"series\",\"path\":\"" + temp + "\"}");
    String path = "/api/v1/libraries/" + library.get("id").asString();
    while (get(path).get("scan").get("state").asString().equals("running")) {
      Thread.onSpinWait();
    }
    for (JsonNode each : get("/api/v1/media?view=files&query=s01e01").get("items")) {
      watch(each.get("id").asString(), 95);
    }
    watch(get("/api/v1/media?query=return").get("items").get(0).get("id").asString(), 20);
    series = get("/api/v1/media?view=shelf").get("items").get(0).get("id").asString();
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/home",
        "/api/v1/history",
        "/api/v1/media?view=shelf&limit=1",
        "/api/v1/media?view=shelf&sort=added&offset=1",
        "/api/v1/media?view=shelf&sort=year&unwatched=true",
        "/api/v1/media?view=shelf&sort=year&unwatched=true&offset=1",
        "/api/v1/media?view=all&query=lantern%20bay",
        "/api/v1/media?view=all&query=lantrn%20hrbour",
        "/api/v1/media?view=all&query=lantrn%20hrbour&sort=title",
        "/api/v1/media?view=all&query=qqqqq%20xxxxx",
        "/api/v1/media/letters?view=shelf",
        "/api/v1/collections",
        "/api/v1/playlists"
      })
  void listsAskOnce(String path) throws Exception {
    assertAsksOnce(path);
  }

  @Test
  void aSeriesAsksOnce() throws Exception {
    assertAsksOnce("/api/v1/media/" + series);
    assertAsksOnce("/api/v1/media/" + series + "/episodes?season=1");
  }

  private static void assertAsksOnce(String path) throws Exception {
    String before = newest().get("trace").asString();
    get(path);
    JsonNode request = newest();
    // It is noted when its answer has left, which may be after it came.
    while (request.get("trace").asString().equals(before)) {
      request = newest();
    }
    String route = path.replaceFirst("\\?.*", "").replace(series, "{id}");
    assertThat(request.get("route").asString()).isEqualTo(route);
    assertThat(request.get("statements").valueStream().toList())
        .as(path)
        .isNotEmpty()
        .allSatisfy(each ->
            assertThat(each.get("times").asInt()).as(each.get("name").asString()).isEqualTo(1));
  }

  /** The last request but for those that ask this. */
  private static JsonNode newest() throws Exception {
    return get(ROUTES)
        .get("last")
        .valueStream()
        .filter(each -> !each.get("route").asString().equals(ROUTES))
        .findFirst()
        .orElseThrow();
  }

  private static void watch(String item, int percent) throws Exception {
    call(
        "PUT",
        "/api/v1/media/" + item + "/progress",
        "{\"positionSeconds\": " + percent + ", \"durationSeconds\": 100}");
  }

  private static JsonNode get(String path) throws Exception {
    return call("GET", path, null);
  }

  private static JsonNode call(String method, String path, @Nullable String body) throws Exception {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    var answer = running.call(method, path, admin, body);
    assertThat(answer.statusCode()).as(path + answer.body()).isLessThan(300);
    return RunningHouse.json(answer);
  }

  /** A file that is told to be a video, and that nobody can play yet: lists show it. */
  private static void put(String name) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, ("RIFF\0\0\0\0AVI LIST" + name).getBytes(StandardCharsets.UTF_8));
  }
}
