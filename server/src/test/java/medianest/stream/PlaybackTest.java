package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The decision and what follows from it, as a client sees them. */
final class PlaybackTest {

  @TempDir private static Path folder;
  private static Path mp4;
  private static Path mkv;

  @BeforeAll
  static void makeFilms() throws Exception {
    Ffmpeg.assumeInstalled();
    mp4 = Ffmpeg.film(folder.resolve("film.mp4"));
    mkv = folder.resolve("film.mkv");
    Path words = folder.resolve("words.srt");
    Files.writeString(words, "1\n00:00:01,000 --> 00:00:02,500\nHello <script>there</script>\n");
    Ffmpeg.run(
        List.of(
            "-i",
            mp4.toString(),
            "-i",
            words.toString(),
            "-map",
            "0",
            "-map",
            "1",
            "-c",
            "copy",
            "-c:s",
            "srt",
            "-metadata:s:s:0",
            "language=eng",
            mkv.toString()));
  }

  @Test
  void playsAFileOfABrowsersOwnKindAsItIs() throws Exception {
    try (StreamServer server = server()) {
      JsonNode answer = json(server.post("/api/v1/media/mp4/playback", ""), 200);

      assertThat(answer.get("kind").asString()).isEqualTo("direct");
      assertThat(server.get(answer.get("url").asString()).body())
          .isEqualTo(Files.readAllBytes(mp4));
      assertThat(answer.get("expiresAt").asString()).isEqualTo("2026-01-01T06:00:00Z");
    }
  }

  @Test
  void packagesWhatABrowserDoesNotReadAndSaysWhy() throws Exception {
    try (StreamServer server = server()) {
      JsonNode answer = json(server.post("/api/v1/media/mkv/playback", "{}"), 200);

      assertThat(answer.get("kind").asString()).isEqualTo("package");
      assertThat(answer.get("reasons").get(0).asString())
          .isEqualTo("The client does not read Matroska files by itself.");
      assertThat(new String(server.get(answer.get("url").asString()).body(), UTF_8))
          .contains("#EXT-X-STREAM-INF", "TYPE=SUBTITLES", "LANGUAGE=\"en");
    }
  }

  @Test
  void packagesOnDemand() throws Exception {
    try (StreamServer server = server()) {
      JsonNode answer =
          json(server.post("/api/v1/media/mp4/playback", "{\"directPlay\":false}"), 200);

      assertThat(answer.get("kind").asString()).isEqualTo("package");
    }
  }

  @Test
  void subtitlesAreHarmlessText() throws Exception {
    try (StreamServer server = server()) {
      JsonNode answer = json(server.post("/api/v1/media/mkv/playback", ""), 200);
      String url = answer.get("subtitles").get(0).get("url").asString();

      String text = new String(server.get(url).body(), UTF_8);

      assertThat(text)
          .startsWith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,")
          // ffmpeg moves everything by the priming of the sound when it copies into Matroska.
          .containsPattern("00:00:01\\.0\\d\\d --> 00:00:02\\.5\\d\\d\nHello there\n$");
    }
  }

  @Test
  void offersTheSubtitlesOfALongFileByWindows() throws Exception {
    try (StreamServer server = server()) {
      JsonNode offer =
          json(server.post("/api/v1/media/mkv/playback", ""), 200).get("subtitles").get(0);
      String windows = offer.get("windowUrl").asString();

      assertThat(offer.get("source").asString()).isEqualTo("track");
      assertThat(offer.get("windowSeconds").asInt()).isEqualTo(60);
      assertThat(server.get(windows.replace("{n}", "0")).body())
          .isEqualTo(server.get(offer.get("url").asString()).body());
      // The film has twelve seconds.
      assertThat(server.get(windows.replace("{n}", "1")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void givesStyledSubtitlesBackWithTheirFonts() throws Exception {
    Path styled = styledFilm();
    try (StreamServer server = server()) {
      server.add("styled", styled);
      JsonNode offer =
          json(server.post("/api/v1/media/styled/playback", ""), 200).get("subtitles").get(0);
      String url = offer.get("styledUrl").asString();

      assertThat(new String(server.get(url).body(), UTF_8))
          .contains("Style: Sign,Arial,60")
          .contains("Dialogue: 1,0:00:01.00,0:00:02.50,Sign,,0,0,0,,{\\b1}One, two{\\b0}\n");
      String fonts = url.replace("text.ass", "fonts.json");
      assertThat(new String(server.get(fonts).body(), UTF_8)).isEqualTo("[\"font_0\"]");
      assertThat(new String(server.get(url.replace("text.ass", "font_0")).body(), UTF_8))
          .isEqualTo("the bytes of a font");
      assertThat(server.get(url.replace("text.ass", "font_1")).statusCode()).isEqualTo(404);
    }
  }

  private static Path styledFilm() throws Exception {
    Path font = Files.writeString(folder.resolve("font.ttf"), "the bytes of a font");
    Path words = folder.resolve("words.ass");
    Files.writeString(
        words,
        "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\n"
            + "Format: Name, Fontname, Fontsize\nStyle: Sign,Arial,60\n\n[Events]\n"
            + "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
            + "Dialogue: 1,0:00:01.00,0:00:02.50,Sign,,0,0,0,,{\\b1}One, two{\\b0}\n");
    Path styled = folder.resolve("styled.mkv");
    Ffmpeg.run(
        List.of(
            "-i",
            mp4.toString(),
            "-i",
            words.toString(),
            "-map",
            "0:v",
            "-map",
            "1",
            "-c",
            "copy",
            "-attach",
            font.toString(),
            "-metadata:s:t",
            "mimetype=application/x-truetype-font",
            styled.toString()));
    return styled;
  }

  @Test
  void refusesWithReasons() throws Exception {
    try (StreamServer server = server()) {
      JsonNode problem =
          json(server.post("/api/v1/media/mp4/playback", "{\"videoCodecs\":[\"vp09\"]}"), 422);

      assertThat(problem.get("reasons").get(0).asString())
          .isEqualTo("The picture is H.264, which the client does not decode.");
      assertThat(
              json(server.post("/api/v1/media/mp4/playback", "{\"maxBitrate\":1000}"), 422)
                  .get("detail")
                  .asString())
          .contains("Mbit/s");
    }
  }

  @Test
  void refusesWhatCannotBeTakenApart() throws Exception {
    Path junk = Files.write(folder.resolve("junk.bin"), new byte[5000]);
    try (StreamServer server = server()) {
      server.add("junk", junk);

      assertThat(json(server.post("/api/v1/media/junk/playback", ""), 422).get("reasons"))
          .isNotEmpty();
    }
  }

  @Test
  void refusesWhatMakesNoSense() throws Exception {
    try (StreamServer server = server()) {
      assertThat(server.post("/api/v1/media/none/playback", "").statusCode()).isEqualTo(404);
      for (String body :
          List.of(
              "{\"containers\":[\"exe\"]}",
              "{\"maxBitrate\":0}",
              "{\"videoCodecs\":[null]}",
              "{\"surprise\":1}",
              "[]")) {
        assertThat(server.post("/api/v1/media/mp4/playback", body).statusCode())
            .as(body)
            .isEqualTo(400);
      }
    }
  }

  private static StreamServer server() throws Exception {
    StreamServer server = new StreamServer(Files.createTempDirectory(folder, "data"));
    server.add("mp4", mp4);
    server.add("mkv", mkv);
    return server;
  }

  private static JsonNode json(HttpResponse<byte[]> response, int status) {
    assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(status);
    return JsonMapper.shared().readTree(response.body());
  }
}
