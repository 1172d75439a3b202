package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Films that cannot be cut where they are stored, since their groups of pictures are open or far
 * too long: they are encoded anew, in segments as short as those of others, and every picture is at
 * its own time. Each picture has a brightness that tells its number.
 */
@Timeout(120)
final class UncutFilmTest {

  private static final int SECONDS = 40;
  private static final int RATE = 10;

  @TempDir private static Path folder;
  private static StreamServer server;

  @BeforeAll
  static void start() throws Exception {
    Ffmpeg.assumeInstalled();
    server =
        new StreamServer(Files.createDirectory(folder.resolve("data")), FfmpegConfig.defaults());
    Path numbered = folder.resolve("numbered.mkv");
    String number = "mod(N*7,180)+30";
    Ffmpeg.run(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "color=size=64x64:rate=" + RATE + ":duration=" + SECONDS,
            "-f",
            "lavfi",
            "-i",
            "sine=sample_rate=48000:duration=" + SECONDS,
            "-vf",
            "format=gray,geq=lum='" + number + "',format=yuv420p",
            "-c:v",
            "ffv1",
            "-c:a",
            "pcm_s16le",
            numbered.toString()));
    String open = "open-gop=1:keyint=20:min-keyint=20:scenecut=0:bframes=3:b-adapt=0";
    film(numbered, "open-avc.mkv", "libx264", "-x264-params", open);
    film(numbered, "open-avc.mp4", "libx264", "-x264-params", open);
    film(numbered, "open-hevc.mkv", "libx265", "-x265-params", open + ":log-level=none");
    film(numbered, "open-hevc.mp4", "libx265", "-x265-params", open + ":log-level=none");
    film(numbered, "long.mp4", "libx264", "-x264-params", "keyint=9999:scenecut=0:bframes=3");
  }

  private static void film(Path from, String name, String... coding) throws Exception {
    List<String> line = new ArrayList<>(List.of("-i", from.toString(), "-preset", "ultrafast"));
    line.addAll(List.of("-c:v", coding[0], "-c:a", "aac"));
    line.addAll(List.of(coding).subList(1, coding.length));
    Path film = folder.resolve(name);
    line.add(film.toString());
    Ffmpeg.run(line);
    server.add(name.replace('.', '-'), film);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"open-avc-mkv", "open-avc-mp4", "open-hevc-mkv", "open-hevc-mp4", "long-mp4"})
  void isEncodedInShortSegmentsWithEveryPictureAtItsTime(String id) throws Exception {
    String wish = "{\"directPlay\":false,\"videoCodecs\":[\"avc1\",\"hvc1\"]}";
    HttpResponse<byte[]> answer = server.post("/api/v1/media/" + id + "/playback", wish);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    JsonNode playback = new JsonMapper().readTree(answer.body());
    JsonNode picture = playback.get("tracks").get(0);
    assertThat(picture.get("how").asString()).isEqualTo("transcode");
    assertThat(picture.get("reason").asString()).contains("too few places");
    String master = playback.get("url").asString();
    String folderOf = master.substring(0, master.lastIndexOf('/') + 1);
    String variant = lines(master).stream().filter(l -> !l.startsWith("#")).findFirst().get();
    String playlist = folderOf + variant;
    List<Double> lengths =
        lines(playlist).stream()
            .filter(l -> l.startsWith("#EXTINF:"))
            .map(l -> Double.parseDouble(l.substring(8, l.indexOf(','))))
            .toList();
    assertThat(lengths).hasSizeGreaterThan(8).allMatch(l -> l < 7);
    assertThat(lengths.stream().mapToDouble(l -> l).sum()).isBetween(SECONDS - 0.2, SECONDS + 0.2);
    // From the last on, so that runs begin within open groups.
    String segments = playlist.substring(0, playlist.lastIndexOf('/') + 1);
    for (int k = lengths.size() - 1; k >= 0; k--) {
      assertThat(server.get(segments + "seg_" + k + ".m4s").statusCode()).isEqualTo(200);
    }
    byte[] light = Ffmpeg.brightness(server.uri(playlist).toString(), folder.resolve("light.raw"));
    assertThat(light).hasSize(RATE * SECONDS);
    for (int i = 0; i < light.length; i++) {
      assertThat(light[i] & 0xff).as("picture %s", i).isCloseTo(i * 7 % 180 + 30, within(6));
    }
  }

  private static org.assertj.core.data.Offset<Integer> within(int steps) {
    return org.assertj.core.data.Offset.offset(steps);
  }

  private static List<String> lines(String path) {
    return new String(server.get(path).body(), UTF_8).lines().filter(l -> !l.isBlank()).toList();
  }
}
