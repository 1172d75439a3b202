package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
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
import tools.jackson.databind.JsonNode;

/**
 * Series, marks, corrections and search over HTTP, with files of a kind that is known but not read.
 */
class SeriesTest {

  @TempDir static Path temp;
  private static @Nullable RunningHouse running;
  private static String admin = "";
  private static String library = "";

  @BeforeAll
  static void start() throws Exception {
    RunningHouse started = new RunningHouse(TestPostgres.newDataFolder());
    running = started;
    admin = started.signIn("admin", RunningHouse.ADMIN_PASSWORD);
    for (String name :
        List.of(
            "Lantern Bay (2011)/Season 1/Lantern Bay - S01E01 - The Lamp.avi",
            "Lantern Bay (2011)/Season 1/Lantern Bay - S01E02 - Storm.avi",
            "Lantern Bay (2011)/Season 1/Lantern Bay - S01E03 - Café.avi",
            "Lantern Bay (2011)/Season 2/Lantern Bay - S02E01 - Return.avi",
            "Other Harbour/Other Harbour - S01E01 - Lantern.avi")) {
      put(name);
    }
    JsonNode added =
        call(
            "POST",
            "/api/v1/libraries",
            "{\"name\":\"Shows\",\"kind\":\"series\",\"path\":\"" + temp.resolve("shows") + "\"}",
            201);
    library = added.get("id").asString();
    scanned();
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void goesOnWhereAPersonStopped() throws Exception {
    JsonNode series = shelf("").get("items").get(0);
    String path = "/api/v1/media/" + series.get("id").asString();
    assertThat(series.get("title").asString()).isEqualTo("Lantern Bay");
    assertThat(series.get("series").get("episodeCount").asInt()).isEqualTo(4);
    assertThat(nextOf(path)).isEqualTo("The Lamp");
    assertThat(get("/api/v1/home").get("nextUp")).isEmpty();

    List<JsonNode> episodes = items(get(path + "/episodes?season=1"));
    assertThat(episodes).extracting(SeriesTest::title).containsExactly("The Lamp", "Storm", "Café");
    watch(episodes.get(0), 100);
    assertThat(nextOf(path)).isEqualTo("Storm");
    assertThat(titles(get("/api/v1/home").get("nextUp"))).containsExactly("Storm");
    watch(episodes.get(1), 50);
    assertThat(nextOf(path)).isEqualTo("Storm");
    assertThat(get("/api/v1/home").get("nextUp")).isEmpty();
    assertThat(titles(get("/api/v1/home").get("continueWatching"))).containsExactly("Storm");
    watch(episodes.get(1), 100);
    watch(episodes.get(2), 100);
    assertThat(titles(get("/api/v1/home").get("nextUp"))).containsExactly("Return");
    assertThat(get(path).get("seasons").get(0).get("watchedCount").asInt()).isEqualTo(3);
    assertThat(items(shelf("&unwatched=true"))).hasSize(2);
    assertThat(shelf("&unwatched=true").get("total").asInt()).isEqualTo(2);
    JsonNode last = items(get(path + "/episodes?season=2")).getFirst();
    watch(last, 100);
    assertThat(titles(shelf("&unwatched=true").get("items"))).containsExactly("Other Harbour");
    assertThat(shelf("&unwatched=true").get("total").asInt()).isEqualTo(1);
    call("DELETE", "/api/v1/media/" + last.get("id").asString() + "/progress", null, 204);

    JsonNode history = get("/api/v1/history?limit=2");
    assertThat(titles(history.get("items"))).containsExactly("Café", "Storm");
    assertThat(
            titles(
                get("/api/v1/history?limit=2&cursor=" + history.get("next").asString())
                    .get("items")))
        .containsExactly("The Lamp");

    JsonNode page = get(path + "/episodes?season=1&limit=2");
    assertThat(titles(page.get("items"))).containsExactly("The Lamp", "Storm");
    assertThat(
            titles(
                get(path + "/episodes?season=1&limit=2&cursor=" + page.get("next").asString())
                    .get("items")))
        .containsExactly("Café");
  }

  @Test
  void keepsWhatAPersonThinks() throws Exception {
    String id = shelf("").get("items").get(1).get("id").asString();
    String path = "/api/v1/media/" + id + "/marks";
    assertThat(call("PUT", path, "{\"favourite\": true}", 200).get("favourite").asBoolean())
        .isTrue();
    JsonNode rated = call("PUT", path, "{\"rating\": 8}", 200);
    assertThat(rated.get("rating").asInt()).isEqualTo(8);
    assertThat(rated.get("favourite").asBoolean()).isTrue();
    assertThat(titles(shelf("&favourite=true").get("items"))).containsExactly("Other Harbour");
    assertThat(items(shelf("&watchlist=true"))).isEmpty();
    assertThat(call("PUT", path, "{\"rating\": 0}", 200).get("rating").isNull()).isTrue();
    call("PUT", path, "{\"rating\": 11}", 400);
  }

  @Test
  void leavesACorrectionAlone() throws Exception {
    JsonNode episode = items(get("/api/v1/media?query=return&library=" + library)).getFirst();
    String path = "/api/v1/media/" + episode.get("id").asString();
    call("PUT", path + "/correction", "{\"title\": \"Home Again\", \"year\": 2012}", 204);
    put("Lantern Bay (2011)/Season 2/Lantern Bay - S02E02 - More.avi");
    scan();
    assertThat(title(get(path))).isEqualTo("Home Again");
    assertThat(get(path).get("locked").asBoolean()).isTrue();
    assertThat(titles(get("/api/v1/media?query=home+again").get("items"))).contains("Home Again");

    call("DELETE", path + "/correction", null, 204);
    scanned();
    assertThat(title(get(path))).isEqualTo("Return");
    call("PUT", path + "/correction", "{\"title\": \" \"}", 400);
  }

  @Test
  void findsWhatWasMeant() throws Exception {
    assertThat(titles(get("/api/v1/media?view=all&query=lantern+bay").get("items")).getFirst())
        .isEqualTo("Lantern Bay");
    assertThat(titles(get("/api/v1/media?view=shelf&query=lantrn").get("items")))
        .containsExactly("Lantern Bay");
    assertThat(titles(get("/api/v1/media?query=cafe").get("items"))).containsExactly("Café");
    assertThat(titles(get("/api/v1/media?query=strom").get("items"))).containsExactly("Storm");
    assertThat(items(get("/api/v1/media?query=qqqqqq"))).isEmpty();
  }

  @Test
  void takesEveryFilterWithEveryOrder() throws Exception {
    String all =
        "&genre=Drama&collection=X&yearFrom=1990&yearTo=2020&ratingFrom=5.5&resolution=fhd"
            + "&hdr=false&language=en&unwatched=true&favourite=true&watchlist=true";
    for (String sort :
        List.of("title", "added", "duration", "size", "year", "rating", "relevance")) {
      assertThat(items(shelf(all + "&query=lantern&sort=" + sort))).isEmpty();
      assertThat(titles(shelf("&yearFrom=2011&query=lantern&sort=" + sort).get("items")))
          .containsExactly("Lantern Bay");
    }
  }

  private static String nextOf(String series) throws Exception {
    return title(get(series).get("next"));
  }

  private static void watch(JsonNode episode, int percent) throws Exception {
    call(
        "PUT",
        "/api/v1/media/" + episode.get("id").asString() + "/progress",
        "{\"positionSeconds\": " + percent + ", \"durationSeconds\": 100}",
        200);
  }

  private static JsonNode shelf(String more) throws Exception {
    return get("/api/v1/media?view=shelf&library=" + library + more);
  }

  private static void scan() throws Exception {
    call("POST", "/api/v1/libraries/" + library + "/scan", null, 202);
    scanned();
  }

  private static void scanned() throws Exception {
    while (get("/api/v1/libraries/" + library)
        .get("scan")
        .get("state")
        .asString()
        .equals("running")) {
      Thread.onSpinWait();
    }
  }

  private static JsonNode get(String path) throws Exception {
    return call("GET", path, null, 200);
  }

  private static JsonNode call(String method, String path, @Nullable String body, int status)
      throws Exception {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    HttpResponse<String> answer = running.call(method, path, admin, body);
    assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(status);
    return answer.body().isEmpty()
        ? new tools.jackson.databind.json.JsonMapper().createObjectNode()
        : RunningHouse.json(answer);
  }

  private static List<JsonNode> items(JsonNode page) {
    return page.get("items").valueStream().toList();
  }

  private static List<String> titles(JsonNode items) {
    return items.valueStream().map(SeriesTest::title).toList();
  }

  private static String title(JsonNode item) {
    return item.get("title").asString();
  }

  /** A file that is told to be a video, and that nobody can play yet: lists show it. */
  private static void put(String name) throws IOException {
    Path file = temp.resolve("shows").resolve(name);
    Files.createDirectories(file.getParent());
    // RIFF with the type AVI, which is known and shown, but not read.
    Files.write(file, ("RIFF\0\0\0\0AVI LIST" + name).getBytes(StandardCharsets.UTF_8));
  }
}
