package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import medianest.db.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Specials within the seasons that their notes say, over HTTP. */
class SpecialsTest {

  private static final List<String> FIRST_SEASON =
      List.of("0 9", "1 1", "0 1", "0 3", "1 2", "0 4", "1 3", "0 2", "0 5");

  @TempDir static Path temp;
  private static @Nullable RunningHouse running;
  private static String admin = "";
  private static String library = "";
  private static String series = "";

  @BeforeAll
  static void start() throws Exception {
    RunningHouse started = new RunningHouse(TestPostgres.newDataFolder());
    running = started;
    admin = started.signIn("admin", RunningHouse.ADMIN_PASSWORD);
    for (int number = 1; number <= 3; number++) {
      put("Season 1/Bay S01E0" + number + ".avi");
    }
    put("Season 2/Bay S02E01.avi");
    special(
        1, "<airsbefore_season>1</airsbefore_season><airsbefore_episode>2</airsbefore_episode>");
    special(2, "<airsafter_season>1</airsafter_season><airsbefore_season>2</airsbefore_season>");
    special(3, "<displayseason>1</displayseason><displayepisode>2</displayepisode>");
    special(
        4, "<airsbefore_season>1</airsbefore_season><airsbefore_episode>3</airsbefore_episode>");
    special(5, "<airsafter_season>1</airsafter_season>");
    special(6, "<displayseason>-1</displayseason><displayepisode>-1</displayepisode>");
    special(9, "<airsbefore_season>1</airsbefore_season>");
    // A place within a season is a special's alone.
    note("Season 2/Bay S02E01.nfo", "<airsbefore_season>1</airsbefore_season>");
    JsonNode added =
        call(
            "POST",
            "/api/v1/libraries",
            "{\"name\":\"Shows\",\"kind\":\"series\",\"path\":\"" + temp.resolve("shows") + "\"}",
            201);
    library = added.get("id").asString();
    scanned();
    series =
        "/api/v1/media/" + get("/api/v1/media?view=shelf").get("items").get(0).get("id").asString();
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void standWhereTheirNotesSay() throws Exception {
    assertThat(places(1, 200)).isEqualTo(FIRST_SEASON);
    assertThat(places(2, 200)).containsExactly("2 1");
    assertThat(places(0, 200)).containsExactly("0 1", "0 2", "0 3", "0 4", "0 5", "0 6", "0 9");
    for (int limit = 1; limit < FIRST_SEASON.size(); limit++) {
      assertThat(places(1, limit)).as("parts of " + limit).isEqualTo(FIRST_SEASON);
    }
  }

  @Test
  void areCountedAmongTheSpecials() throws Exception {
    assertThat(get(series).get("seasons").valueStream())
        .extracting(each -> each.get("number").asInt() + ": " + each.get("episodeCount").asInt())
        .containsExactly("1: 3", "2: 1", "0: 7");
    assertThat(get(episode("0 3")).get("airsInSeason").asInt()).isEqualTo(1);
    assertThat(get(episode("0 6")).get("airsInSeason").isNull()).isTrue();
    assertThat(get(episode("1 2")).get("airsInSeason").isNull()).isTrue();
  }

  @Test
  void comeNextInTheirOrder() throws Exception {
    List<String> order = new ArrayList<>(FIRST_SEASON);
    order.add("2 1");
    assertThat(place(get(series).get("next"))).isEqualTo(order.getFirst());
    for (int at = 0; at + 1 < order.size(); at++) {
      watch(order.get(at));
      assertThat(place(get(series).get("next"))).isEqualTo(order.get(at + 1));
      assertThat(get("/api/v1/home").get("nextUp").valueStream().map(SpecialsTest::place))
          .containsExactly(order.get(at + 1));
    }
    watch("2 1");
    assertThat(get("/api/v1/home").get("nextUp")).isEmpty();
    // What is said of nowhere comes at the very end.
    assertThat(place(get(series).get("next"))).isEqualTo("0 6");
  }

  @Test
  void stayInTheirOwnSeasonWhenTheyAreNoSpecialsAnyMore() throws Exception {
    String path = episode("0 4") + "/correction";
    call("PUT", path, "{\"title\": \"More\", \"season\": 3, \"episode\": 1}", 204);
    assertThat(places(1, 200)).doesNotContain("0 4").hasSize(FIRST_SEASON.size() - 1);
    assertThat(places(3, 200)).containsExactly("3 1");
    call("DELETE", path, null, 204);
    scanned();
    assertThat(places(1, 200)).isEqualTo(FIRST_SEASON);
  }

  private static List<String> places(int season, int limit) throws Exception {
    List<String> found = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode page = get(series + "/episodes?season=" + season + "&limit=" + limit + cursor);
      page.get("items").valueStream().map(SpecialsTest::place).forEach(found::add);
      if (page.get("next").isNull()) {
        return found;
      }
      cursor = "&cursor=" + page.get("next").asString();
    }
  }

  private static String place(JsonNode item) {
    JsonNode episode = item.get("episode");
    return episode.get("season").asInt() + " " + episode.get("number").asInt();
  }

  private static String episode(String place) throws Exception {
    Map<String, String> ids = new HashMap<>();
    JsonNode page = get(series + "/episodes?season=" + place.substring(0, 1));
    page.get("items").forEach(each -> ids.put(place(each), each.get("id").asString()));
    return "/api/v1/media/" + ids.get(place);
  }

  private static void watch(String place) throws Exception {
    String body = "{\"positionSeconds\": 100, \"durationSeconds\": 100}";
    call("PUT", episode(place) + "/progress", body, 200);
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
        ? new JsonMapper().createObjectNode()
        : RunningHouse.json(answer);
  }

  private static void special(int number, String members) throws IOException {
    put("Specials/Bay S00E0" + number + ".avi");
    note("Specials/Bay S00E0" + number + ".nfo", members);
  }

  private static void note(String name, String members) throws IOException {
    write(name, "<episodedetails>" + members + "</episodedetails>");
  }

  /** A file that is told to be a video, and that nobody can play yet: lists show it. */
  private static void put(String name) throws IOException {
    // RIFF with the type AVI, which is known and shown, but not read.
    write(name, "RIFF\0\0\0\0AVI LIST" + name);
  }

  private static void write(String name, String content) throws IOException {
    Path file = temp.resolve("shows/Bay").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
  }
}
