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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every container that people have, with what is usually in it: all of it is there and decodes. */
@Timeout(60)
final class ForeignContainerTest {

  private static final int SECONDS = 5;

  @TempDir private static Path folder;
  private static StreamServer server;

  @BeforeAll
  static void start() throws IOException {
    Ffmpeg.assumeInstalled();
    server = new StreamServer(folder, FfmpegConfig.defaults());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "film.ts,   libx264,    aac,        package",
    "old.ts,    mpeg2video, mp2,        transcode",
    "disc.m2ts, libx264,    ac3,        transcode",
    "film.avi,  mpeg4,      libmp3lame, transcode",
    "film.flv,  libx264,    aac,        package",
    "disc.mpg,  mpeg2video, ac3,        transcode",
    "film.ogv,  libtheora,  libvorbis,  package",
    "film.wmv,  wmv2,       wmav2,      package",
    "song.mp3,  -,          libmp3lame, transcode",
    "song.wav,  -,          pcm_s16le,  package",
    "song.flac, -,          flac,       package",
    "song.ogg,  -,          libvorbis,  package",
    "song.aac,  -,          aac,        package"
  })
  void plays(String name, String video, String audio, String kind) throws Exception {
    Path film = made(name, video, audio);
    String id = name.replace('.', '-');
    server.add(id, film);
    HttpResponse<byte[]> answer =
        server.post("/api/v1/media/" + id + "/playback", "{\"directPlay\":false}");
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    JsonNode playback = new JsonMapper().readTree(answer.body());
    assertThat(playback.get("kind").asString()).isEqualTo(kind);
    String master = server.uri(playback.get("url").asString()).toString();
    if (!video.equals("-")) {
      assertThat(decoded(master, "v:0")).isEqualTo(25 * SECONDS);
    }
    // A little more or less, by the frames that encoders put before and behind.
    assertThat(soundSeconds(master)).isBetween(SECONDS - 0.15, SECONDS + 0.2);
  }

  private static Path made(String name, String video, String audio) throws Exception {
    Path film = folder.resolve(name);
    List<String> arguments = new ArrayList<>();
    if (!video.equals("-")) {
      arguments.addAll(List.of("-f", "lavfi", "-i"));
      arguments.add("testsrc2=size=160x120:rate=25:duration=" + SECONDS);
    }
    arguments.addAll(List.of("-f", "lavfi", "-i"));
    arguments.add("sine=frequency=440:sample_rate=48000:duration=" + SECONDS);
    if (!video.equals("-")) {
      arguments.addAll(List.of("-c:v", video, "-g", "25", "-pix_fmt", "yuv420p"));
    }
    if (video.startsWith("mpeg")) {
      // Pictures that are stored in another order than they are shown.
      arguments.addAll(List.of("-bf", "2"));
    }
    arguments.addAll(List.of("-c:a", audio, "-ac", "2"));
    if (name.endsWith(".flv")) {
      arguments.addAll(List.of("-ar", "44100"));
    }
    arguments.add(film.toString());
    Ffmpeg.run(arguments);
    assertThat(Files.size(film)).isPositive();
    return film;
  }

  private static long decoded(String playlist, String stream) throws Exception {
    return hashes(playlist, stream).size();
  }

  private static double soundSeconds(String playlist) throws Exception {
    long samples = 0;
    for (String line : hashes(playlist, "a:0")) {
      // Two channels of two bytes.
      samples += Long.parseLong(line.split(",\\s*", -1)[4].strip()) / 4;
    }
    return samples / 48_000.0;
  }

  private static List<String> hashes(String playlist, String stream) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-i", playlist, "-map", "0:" + stream));
    if (stream.startsWith("v")) {
      arguments.addAll(List.of("-fps_mode", "passthrough"));
    } else {
      arguments.addAll(List.of("-ar", "48000", "-ac", "2", "-c:a", "pcm_s16le"));
    }
    arguments.addAll(List.of("-f", "framehash", "-"));
    return Ffmpeg.run(arguments).stream().filter(l -> !l.startsWith("#")).toList();
  }
}
