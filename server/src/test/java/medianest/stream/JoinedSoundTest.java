package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import medianest.ffmpeg.FfmpegConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sound of runs that began at different segments, joined: one tone without a step. A step of one
 * sample would turn its phase by 0.08 of a radian, and a frame that is lost or doubled by more.
 */
@Timeout(120)
final class JoinedSoundTest {

  private static final int SECONDS = 24;
  private static final int RATE = 48_000;
  private static final double TONE = 600;

  /** A whole number of waves, so that what is left over is none of the tone. */
  private static final int WINDOW = 800;

  /** Half a sample. */
  private static final double MOST_TURN = Math.PI * TONE / RATE;

  @TempDir private Path folder;

  @Test
  void isOneToneWithoutAStep() throws Exception {
    Ffmpeg.assumeInstalled();
    Path film = folder.resolve("film.mkv");
    String tone = "aevalsrc='0.5*sin(2*PI*" + TONE + "*t)':s=" + RATE + ":d=" + SECONDS;
    String picture = "color=size=32x32:rate=25:duration=" + SECONDS;
    Ffmpeg.run(
        List.of(
            "-f",
            "lavfi",
            "-i",
            picture,
            "-f",
            "lavfi",
            "-i",
            tone,
            "-c:v",
            "libx264",
            "-g",
            "25",
            "-c:a",
            "flac",
            film.toString()));
    Path data = Files.createDirectory(folder.resolve("data"));
    try (StreamServer server = new StreamServer(data, FfmpegConfig.defaults())) {
      server.add("film", film);
      String playlist = sound(server);
      List<String> segments =
          lines(server, playlist).stream().filter(l -> !l.startsWith("#")).toList();
      assertThat(segments).hasSizeGreaterThan(5);
      // Backwards, so that every segment is of a run of its own.
      for (String segment : segments.reversed()) {
        String path = playlist.substring(0, playlist.lastIndexOf('/') + 1) + segment;
        assertThat(server.get(path).statusCode()).isEqualTo(200);
      }
      assertThat(server.transcoder.started()).isEqualTo(segments.size());
      ShortBuffer samples = decoded(server.uri(playlist).toString());
      assertThat(samples.limit()).isBetween(SECONDS * RATE - 1024, SECONDS * RATE + 3 * 1024);
      // The first frame has nothing before it to overlap with.
      int first = 2 * 1024 / WINDOW + 1;
      double start = turn(samples, first);
      for (int window = first; window < (SECONDS * RATE - 2048) / WINDOW; window++) {
        double turn = Math.IEEEremainder(turn(samples, window) - start, 2 * Math.PI);
        assertThat(Math.abs(turn)).as("at sample %s", window * WINDOW).isLessThan(MOST_TURN);
      }
    }
  }

  private static String sound(StreamServer server) {
    byte[] answer =
        server
            .post(
                "/api/v1/media/film/playback",
                "{\"directPlay\":false,\"audioCodecs\":[\"mp4a.40.2\"]}")
            .body();
    String master = new JsonMapper().readTree(answer).get("url").asString();
    String uri =
        lines(server, master).stream()
            .filter(l -> l.contains("TYPE=AUDIO"))
            .findFirst()
            .orElseThrow()
            .replaceAll(".*URI=\"([^\"]*)\".*", "$1");
    return master.substring(0, master.lastIndexOf('/') + 1) + uri;
  }

  private static List<String> lines(StreamServer server, String path) {
    return new String(server.get(path).body(), UTF_8).lines().filter(l -> !l.isBlank()).toList();
  }

  private ShortBuffer decoded(String playlist) throws Exception {
    Path out = folder.resolve("sound.raw");
    Ffmpeg.run(
        List.of("-xerror", "-i", playlist, "-c:a", "pcm_s16le", "-f", "s16le", out.toString()));
    return ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }

  /** The phase of the tone in a window, by the one bin of its Fourier transform. */
  private static double turn(ShortBuffer samples, int window) {
    double real = 0;
    double imaginary = 0;
    for (int n = 0; n < WINDOW; n++) {
      double angle = 2 * Math.PI * TONE * n / RATE;
      double value = samples.get(window * WINDOW + n);
      real += value * Math.cos(angle);
      imaginary -= value * Math.sin(angle);
    }
    return Math.atan2(imaginary, real);
  }
}
