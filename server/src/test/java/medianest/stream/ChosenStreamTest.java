package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import medianest.ffmpeg.FfmpegConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a viewer can choose: smaller pictures, sound all around, subtitles in the picture. */
@Timeout(120)
final class ChosenStreamTest {

  private static final int SECONDS = 12;

  @TempDir private static Path films;
  @TempDir private Path data;
  private StreamServer server;

  @BeforeAll
  static void makeFilms() throws Exception {
    Ffmpeg.assumeInstalled();
    film("film.mp4", "testsrc2=size=640x360:rate=25", List.of("-c:a", "aac", "-ac", "2"));
    film("around.mkv", "testsrc2=size=640x360:rate=25", List.of("-c:a", "ac3", "-ac", "6"));
    film("dark.mkv", "color=black:size=640x360:rate=25", List.of("-an"));
    Path words = films.resolve("words.sup");
    Files.write(words, BitmapSubtitles.box(640, 360, 2, 10));
    Path dark = films.resolve("dark.mkv");
    Path drawn = films.resolve("drawn.mkv");
    Ffmpeg.run(
        List.of(
            // Else the first subtitle would move to the start.
            "-copyts",
            "-i",
            dark.toString(),
            "-i",
            words.toString(),
            "-map",
            "0",
            "-map",
            "1",
            "-c",
            "copy",
            "-metadata:s:s:0",
            "language=eng",
            drawn.toString()));
    assertThat(drawn).exists();
  }

  private static void film(String name, String picture, List<String> sound) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-f", "lavfi", "-i", picture + ":duration=" + SECONDS));
    arguments.addAll(List.of("-f", "lavfi", "-i", "sine=sample_rate=48000:duration=" + SECONDS));
    arguments.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-g", "25"));
    arguments.addAll(List.of("-pix_fmt", "yuv420p"));
    arguments.addAll(sound);
    arguments.add(films.resolve(name).toString());
    Ffmpeg.run(arguments);
  }

  @BeforeEach
  void start() throws IOException {
    server = new StreamServer(data, FfmpegConfig.defaults());
    for (String name : List.of("film.mp4", "around.mkv", "drawn.mkv")) {
      server.add(name.replace('.', '-'), films.resolve(name));
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void saysForEachTrackHowItIsPlayedAndWhy() {
    JsonNode direct = playback("film.mp4", "{}");
    assertThat(direct.get("tracks").values())
        .extracting(t -> t.get("kind").asString() + " " + t.get("how").asString())
        .containsExactly("video direct", "audio direct");

    JsonNode around = playback("around.mkv", "{}");
    assertThat(around.get("tracks").values())
        .extracting(t -> t.get("kind").asString() + " " + t.get("how").asString())
        .containsExactly("video package", "audio transcode");
    assertThat(around.get("tracks").get(1).get("reason").asString())
        .isEqualTo("The sound is Dolby Digital, which the client does not decode.");
  }

  @Test
  void offersSmallerPicturesBesideTheOriginalAndMakesNoneUnasked() {
    JsonNode answer = playback("film.mp4", "{\"ladder\":true}");
    assertThat(answer.get("qualities").values())
        .extracting(q -> q.get("name").asString() + " " + q.get("width").asInt())
        .containsExactly("original 640", "240p 426");
    assertThat(answer.get("tracks").get(0).get("how").asString()).isEqualTo("package");
    String master = answer.get("url").asString();
    List<String> variants = lines(master).stream().filter(l -> !l.startsWith("#")).toList();
    assertThat(variants).hasSize(2);
    assertThat(variants.get(0)).endsWith("/t0/media.m3u8");
    assertThat(variants.get(1)).endsWith("/t0-v240/media.m3u8");

    String folder = master.substring(0, master.lastIndexOf('/') + 1);
    List<String> original = times(lines(folder + variants.get(0)));
    assertThat(times(lines(folder + variants.get(1)))).isEqualTo(original);
    assertThat(server.transcoder.started()).isZero();
    String segment = variants.get(1).replace("media.m3u8", "seg_1.m4s");
    assertThat(server.get(folder + segment).statusCode()).isEqualTo(200);
    assertThat(server.transcoder.started()).isEqualTo(1);
  }

  @Test
  void tellsOfSmallerPicturesWithoutBeingAsked() {
    JsonNode answer = playback("film.mp4", "{}");
    assertThat(answer.get("kind").asString()).isEqualTo("direct");
    assertThat(answer.get("qualities").values())
        .extracting(q -> q.get("original").asBoolean())
        .containsExactly(true, false);
  }

  @Test
  void leavesTheOriginalOutWhereItIsTooMuch() {
    JsonNode answer = playback("film.mp4", "{\"maxBitrate\":500000}");
    assertThat(answer.get("kind").asString()).isEqualTo("transcode");
    assertThat(answer.get("qualities").values())
        .extracting(q -> q.get("name").asString())
        .containsExactly("240p");
  }

  @Test
  void keepsSoundAllAroundForThoseWhoCanHearIt() throws Exception {
    assertThat(channels("{\"audioChannels\":6}")).isEqualTo(6);
    assertThat(channels("{\"audioChannels\":4}")).isEqualTo(2);
    assertThat(channels("{}")).isEqualTo(2);
  }

  /** How many there are in a frame of decoded sound. */
  private int channels(String wish) throws Exception {
    String master = playback("around.mkv", wish).get("url").asString();
    List<String> frames =
        Ffmpeg.run(
            List.of(
                "-xerror",
                "-i",
                server.uri(master).toString(),
                "-map",
                "0:a:0",
                "-c:a",
                "pcm_s16le",
                "-f",
                "framehash",
                "-"));
    List<String> sizes =
        frames.stream().filter(l -> !l.startsWith("#")).map(l -> l.split(",\\s*", -1)[4]).toList();
    assertThat(sizes).hasSizeGreaterThan(SECONDS * 40);
    // A frame of AAC has 1024 samples, of two bytes each.
    return Integer.parseInt(sizes.get(10).strip()) / 2048;
  }

  @Test
  void drawsSubtitlesIntoThePictureWhereTheyAreChosen() throws Exception {
    JsonNode plain = playback("drawn.mkv", "{}");
    assertThat(plain.get("kind").asString()).isEqualTo("package");
    JsonNode offer = plain.get("subtitles").get(0);
    assertThat(offer.get("source").asString()).isEqualTo("picture");
    int track = offer.get("burnIn").asInt();

    JsonNode drawn = playback("drawn.mkv", "{\"burnIn\":" + track + "}");
    assertThat(drawn.get("kind").asString()).isEqualTo("transcode");
    assertThat(drawn.get("tracks").values())
        .extracting(t -> t.get("how").asString())
        .containsExactly("transcode", "burn-in");
    String master = drawn.get("url").asString();
    String folder = master.substring(0, master.lastIndexOf('/') + 1);
    String variant =
        lines(master).stream().filter(l -> !l.startsWith("#")).findFirst().orElseThrow();
    // From the last on, so that a run begins while the words are shown.
    String segments = folder + variant.substring(0, variant.lastIndexOf('/') + 1);
    for (int number = times(lines(folder + variant)).size() - 1; number >= 0; number--) {
      assertThat(server.get(segments + "seg_" + number + ".m4s").statusCode()).isEqualTo(200);
    }
    byte[] light =
        Ffmpeg.brightness(server.uri(folder + variant).toString(), films.resolve("light.raw"));
    assertThat(light).hasSize(25 * SECONDS);
    for (int picture = 0; picture < light.length; picture++) {
      double second = picture / 25.0;
      if (Math.abs(second - 2) > 0.1 && Math.abs(second - 10) > 0.1) {
        boolean shown = second > 2 && second < 10;
        assertThat(light[picture] & 0xff)
            .as("at %s s", second)
            .matches(b -> shown ? b > 40 : b < 25);
      }
    }
  }

  @Test
  void handsOutSubtitlesInPicturesForThoseWhoDrawThemselves() throws Exception {
    JsonNode answer = playback("drawn.mkv", "{}");
    assertThat(answer.get("tracks").values())
        .extracting(t -> t.get("how").asString())
        .containsExactly("package", "package");
    assertThat(lines(answer.get("url").asString())).noneMatch(l -> l.contains("SUBTITLES"));
    JsonNode offer = answer.get("subtitles").get(0);
    assertThat(offer.get("windowSeconds").asInt()).isEqualTo(60);
    String pictures = offer.get("picturesUrl").asString();

    HttpResponse<byte[]> window = server.get(pictures.replace("{n}", "0"));
    assertThat(window.statusCode()).isEqualTo(200);
    Path file = Files.write(films.resolve("window.sup"), window.body());
    Ffmpeg.run(List.of("-xerror", "-i", file.toString(), "-map", "0:s", "-f", "null", "-"));
    // The box as it was made, with heads that say when: after two seconds of 90,000 ticks.
    assertThat(window.body()).startsWith('P', 'G', 0, 2, 0xbf, 0x20, 0, 0, 0, 0, 0x16);
    assertThat(window.body()).endsWith(0x80, 0, 0);
    assertThat(server.get(pictures.replace("{n}", "1000")).statusCode()).isEqualTo(404);
    assertThat(server.get(pictures.replace("pictures_{n}.sup", "text.vtt")).statusCode())
        .isEqualTo(404);
    assertThat(server.transcoder.started()).isZero();
  }

  private JsonNode playback(String id, String wish) {
    HttpResponse<byte[]> answer =
        server.post("/api/v1/media/" + id.replace('.', '-') + "/playback", wish);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    return new JsonMapper().readTree(answer.body());
  }

  private List<String> lines(String path) {
    HttpResponse<byte[]> answer = server.get(path);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    return new String(answer.body(), UTF_8).lines().filter(l -> !l.isBlank()).toList();
  }

  private static List<String> times(List<String> playlist) {
    return playlist.stream().filter(l -> l.startsWith("#EXTINF")).toList();
  }
}
