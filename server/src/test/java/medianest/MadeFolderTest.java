package medianest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import medianest.db.TestPostgres;
import medianest.ffmpeg.Ffmpeg;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Folders as people have them, films made for it and a catalogue on this machine: what the whole
 * server makes of them, asked over HTTP.
 */
@Timeout(120)
class MadeFolderTest {

  @TempDir static Path temp;
  private static @Nullable RunningHouse running;
  private static @Nullable HttpServer catalogue;
  private static final Map<String, byte[]> ANSWERS = new ConcurrentHashMap<>();
  private static String token = "";

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Ffmpeg.program("").isPresent(), "no ffmpeg on the path");
    make();
    catalogue();
    HttpServer there = Objects.requireNonNull(catalogue);
    String base = "http://127.0.0.1:" + there.getAddress().getPort();
    RunningHouse house =
        new RunningHouse(
            TestPostgres.newDataFolder(),
            Map.of(
                "metadata.tmdbKey", "key",
                "metadata.tmdbAddress", base + "/3",
                "metadata.pictureAddress", base + "/p"));
    running = house;
    token = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);
    add("Films", "films");
    add("Shows", "series");
  }

  private static void add(String name, String kind) throws Exception {
    String body =
        "{\"name\":\"%s\",\"kind\":\"%s\",\"path\":\"%s\"}"
            .formatted(name, kind, temp.resolve(kind));
    HttpResponse<String> answer = house().call("POST", "/api/v1/libraries", token, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
    if (catalogue != null) {
      catalogue.stop(0);
    }
  }

  private static void make() throws Exception {
    Path chapters =
        Files.writeString(
            temp.resolve("chapters.txt"),
            ";FFMETADATA1\ntitle=Inside\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=Intro\n"
                + "[CHAPTER]\nTIMEBASE=1/1\nSTART=1\nEND=3\ntitle=The Storm\n");
    Path film = temp.resolve("film.mkv");
    ffmpeg(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x180:rate=10:duration=3",
        "-i",
        chapters.toString(),
        "-map_metadata",
        "1",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-pix_fmt",
        "yuv420p",
        "-metadata:s:v",
        "language=eng",
        film.toString());
    for (String name :
        List.of(
            "films/The Harbour (2011)/The Harbour (2011) - 1080p.mkv",
            "films/The Harbour (2011)/The Harbour (2011) - 720p.mkv",
            "films/The Harbour (2011)/The Harbour (2011)-trailer.mkv",
            "films/The Long Bay (2012)/The Long Bay (2012) - part1.mkv",
            "films/The Long Bay (2012)/The Long Bay (2012) - part2.mkv",
            "series/Lantern Bay (2003)/Season 1/Lantern Bay S01E01.mkv",
            "series/Lantern Bay (2003)/Season 1/Lantern Bay S01E02 - My Own.mkv",
            "series/Plain Show/Plain Show S01E01.mkv")) {
      Path file = temp.resolve(name);
      Files.createDirectories(file.getParent());
      // No two files are the same, or one would be taken for the other that was moved.
      ffmpeg("-i", film.toString(), "-c", "copy", "-metadata", "comment=" + name, file.toString());
    }
  }

  private static void ffmpeg(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("ffmpeg hung: " + command);
    }
    assertThat(process.exitValue()).isZero();
  }

  private static void catalogue() throws IOException {
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(400, 600, BufferedImage.TYPE_INT_RGB), "jpg", picture);
    for (String path :
        List.of("w780/show", "w1280/behind", "w780/season", "original/lamp", "w185/ann")) {
      ANSWERS.put("/p/" + path + ".jpg", picture.toByteArray());
    }
    answer(
        "/3/search/tv",
        "{\"results\": [{\"id\": 9, \"name\": \"Lantern Bay\", \"first_air_date\":"
            + " \"2003-01-01\"}]}");
    answer(
        "/3/tv/9",
        "{\"id\": 9, \"name\": \"Lantern Bay\", \"overview\": \"A bay.\","
            + " \"poster_path\": \"/show.jpg\", \"backdrop_path\": \"/behind.jpg\","
            + " \"credits\": {\"cast\": [{\"name\": \"Ann Actor\", \"character\": \"Keeper\","
            + " \"profile_path\": \"/ann.jpg\"}]}}");
    answer(
        "/3/tv/9/season/1",
        "{\"overview\": \"The first.\", \"poster_path\": \"/season.jpg\", \"episodes\": ["
            + "{\"episode_number\": 1, \"name\": \"The Lamp\", \"overview\": \"It is lit.\","
            + " \"air_date\": \"2003-01-01\", \"still_path\": \"/lamp.jpg\"},"
            + "{\"episode_number\": 2, \"name\": \"Theirs\", \"overview\": \"Waves.\"}]}");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] body = ANSWERS.get(path);
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    catalogue = server;
  }

  private static void answer(String path, String json) {
    ANSWERS.put(path, json.getBytes(UTF_8));
  }

  @Test
  void aFilmHasItsVersionsPartsExtrasTagsAndChapters() throws Exception {
    JsonNode harbour = detail("The Harbour", item -> item.get("pieces").size() == 2);
    assertThat(pieces(harbour)).containsExactly("extra trailer", "version 720p");
    assertThat(harbour.get("fileName").asString()).contains("1080p");
    assertThat(harbour.get("chapters").get(0).get("title").asString()).isEqualTo("Intro");
    assertThat(harbour.get("chapters").get(1).get("startSeconds").asDouble()).isEqualTo(1);
    assertThat(harbour.get("embeddedTitle").asString()).isEqualTo("Inside");
    assertThat(harbour.get("tracks").get(0).get("language").asString()).isEqualTo("en");

    JsonNode bay = detail("The Long Bay", item -> item.get("pieces").size() == 1);
    assertThat(pieces(bay)).containsExactly("part 2");
    String part = bay.get("pieces").get(0).get("id").asString();
    assertThat(get("/api/v1/media/" + part).get("title").asString()).isEqualTo("The Long Bay");
  }

  @Test
  void aSeriesIsCompletedInTheBackgroundAndHasPicturesOfItsOwn() throws Exception {
    JsonNode show =
        detail(
            "Lantern Bay",
            item ->
                isTrue(item.get("pictures"), "cover")
                    && isTrue(item.get("seasons").get(0).get("pictures"), "cover")
                    && item.get("portraits").has("Ann Actor"));
    assertThat(show.get("about").get("plot").asString()).isEqualTo("A bay.");
    assertThat(show.get("pictures").get("backdrop").asBoolean()).isTrue();
    String portrait = show.get("portraits").get("Ann Actor").asString();
    assertThat(house().status("GET", portrait, token)).isEqualTo(200);
    assertThat(house().status("GET", portrait, null)).isEqualTo(401);
    assertThat(get("/api/v1/portraits?name=Ann%20Actor").get("url").asString()).isEqualTo(portrait);
    String cover = show.get("seasons").get(0).get("pictures").get("base") + "/cover-320.jpg";
    assertThat(house().status("GET", cover.replace("\"", ""), token)).isEqualTo(200);

    String episodes = "/api/v1/media/" + show.get("id").asString() + "/episodes?season=1";
    JsonNode first =
        until(() -> get(episodes).get("items").get(0), each -> title(each, "The Lamp"));
    assertThat(first.get("airedOn").asString()).isEqualTo("2003-01-01");
    JsonNode second = get(episodes).get("items").get(1);
    assertThat(second.get("title").asString()).isEqualTo("My Own");
    JsonNode waves = get("/api/v1/media/" + second.get("id").asString());
    assertThat(waves.get("about").get("plot").asString()).isEqualTo("Waves.");
  }

  @Test
  void aSeriesThatNobodyKnowsShowsItsFirstEpisode() throws Exception {
    JsonNode show = detail("Plain Show", item -> isTrue(item.get("pictures"), "still"));
    assertThat(show.get("pictures").get("cover").asBoolean()).isFalse();
    String still = show.get("pictures").get("base").asString() + "/still-320.jpg";
    assertThat(house().status("GET", still, token)).isEqualTo(200);
    assertThat(get(still.substring(0, still.indexOf("/pictures") + 9)).get("trickplay").isNull())
        .isTrue();

    // A poster that somebody puts there is noticed by whoever looks.
    Files.write(temp.resolve("series/Plain Show/poster.jpg"), ANSWERS.get("/p/w780/show.jpg"));
    get("/api/v1/media/" + show.get("id").asString() + "/pictures");
    detail("Plain Show", item -> isTrue(item.get("pictures"), "cover"));
  }

  private static boolean isTrue(@Nullable JsonNode pictures, String kind) {
    return pictures != null && !pictures.isNull() && pictures.get(kind).asBoolean();
  }

  private static boolean title(@Nullable JsonNode item, String title) {
    return item != null && item.get("title").asString().equals(title);
  }

  private static List<String> pieces(JsonNode item) {
    List<String> pieces = new ArrayList<>();
    for (JsonNode each : item.get("pieces")) {
      pieces.add(each.get("role").asString() + " " + each.get("label").asString());
    }
    return pieces;
  }

  /** The item of the shelf with this title, once it is as it is to be. */
  private static JsonNode detail(String title, Predicate<JsonNode> ready) throws Exception {
    return until(
        () -> {
          for (JsonNode each : get("/api/v1/media?view=shelf").get("items")) {
            if (title(each, title)) {
              return get("/api/v1/media/" + each.get("id").asString());
            }
          }
          return null;
        },
        ready);
  }

  private interface Question {
    @Nullable JsonNode ask() throws Exception;
  }

  /** The test's own limit ends what never comes. */
  private static JsonNode until(Question question, Predicate<JsonNode> ready) throws Exception {
    while (true) {
      JsonNode answer = question.ask();
      if (answer != null && ready.test(answer)) {
        return answer;
      }
      Thread.sleep(50);
    }
  }

  private static RunningHouse house() {
    return Objects.requireNonNull(running);
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = house().call("GET", path, token, null);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return RunningHouse.json(answer);
  }
}
