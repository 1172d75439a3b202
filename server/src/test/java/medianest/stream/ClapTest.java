package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import medianest.ffmpeg.FfmpegConfig;
import medianest.media.io.MemorySource;
import medianest.media.mp4.Mp4Reader;
import medianest.media.track.MediaIndex;
import medianest.media.track.Track;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Picture and sound stay together from the first second to the last, whichever way each of them
 * takes. For a minute; {@code ./dev soak} has half an hour of it.
 */
@Timeout(1800)
final class ClapTest {

  private static final int SECONDS = Integer.getInteger("clap.seconds", 60);

  /** Of a picture, which is what nobody notices. */
  private static final double MOST = 1.0 / ClapFilm.RATE;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "package, libx264, aac, mp4",
    "package, libx264, aac, mkv",
    // The picture as it is, and the sound anew.
    "mixed, libx264, ac3, mkv",
    "transcode, mpeg4, ac3, mkv"
  })
  void flashAndBeepStayTogether(String way, String video, String audio, String container)
      throws Exception {
    Ffmpeg.assumeInstalled();
    ClapFilm film = new ClapFilm(folder, SECONDS);
    Path file = film.make("film." + container, video, audio);
    double own = film.offsets(file).getLast();
    Path data = Files.createDirectory(folder.resolve("data"));
    try (StreamServer server = new StreamServer(data, FfmpegConfig.defaults())) {
      server.add("film", file);
      JsonNode playback = playback(server);
      assertThat(playback.get("tracks").get(0).get("how").asString())
          .isEqualTo(way.equals("transcode") ? "transcode" : "package");
      assertThat(playback.get("tracks").get(1).get("how").asString())
          .isEqualTo(way.equals("package") ? "package" : "transcode");
      String master = playback.get("url").asString();
      // Runs that begin in the middle and near the end, as after seeks, are joined to the rest.
      for (String list : playlists(server, master)) {
        List<String> segments = lines(server, list).stream().filter(ClapTest::named).toList();
        for (int at : new int[] {segments.size() / 2, segments.size() - 2, 1}) {
          String segment = list.substring(0, list.lastIndexOf('/') + 1) + segments.get(at);
          assertThat(server.get(segment).statusCode()).isEqualTo(200);
        }
      }
      List<Double> offsets = film.offsets(server.uri(master).toString(), times(server, master));
      report(way + " " + container, own, offsets);
      assertThat(offsets).hasSize(SECONDS);
      assertThat(offsets).allMatch(offset -> Math.abs(offset - own) < MOST);
      int runs = way.equals("package") ? 0 : way.equals("mixed") ? 2 : 4;
      assertThat(server.transcoder.started()).isGreaterThanOrEqualTo(runs);
    }
  }

  private static void report(String way, double own, List<Double> offsets) {
    double least = offsets.stream().mapToDouble(o -> o - own).min().orElseThrow();
    double most = offsets.stream().mapToDouble(o -> o - own).max().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%s: %d claps, sound against picture %.2f to %.2f ms beside the source%n",
        way,
        offsets.size(),
        1000 * least,
        1000 * most);
  }

  private static JsonNode playback(StreamServer server) {
    HttpResponse<byte[]> answer =
        server.post("/api/v1/media/film/playback", "{\"directPlay\":false}");
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    return new JsonMapper().readTree(answer.body());
  }

  /** Of the picture and of the sound. */
  private static List<String> playlists(StreamServer server, String master) {
    String folder = master.substring(0, master.lastIndexOf('/') + 1);
    List<String> all = new ArrayList<>();
    for (String line : lines(server, master)) {
      if (named(line)) {
        all.add(folder + line);
      } else if (line.contains("TYPE=AUDIO")) {
        all.add(folder + line.replaceAll(".*URI=\"([^\"]*)\".*", "$1"));
      }
    }
    return all;
  }

  /** When the pictures are shown, in seconds, as the segments themselves say. */
  private static List<Double> times(StreamServer server, String master) throws IOException {
    String folder = master.substring(0, master.lastIndexOf('/') + 1);
    String list = lines(server, master).stream().filter(ClapTest::named).findFirst().orElseThrow();
    String rendition = folder + list.substring(0, list.lastIndexOf('/') + 1);
    byte[] init = server.get(rendition + "init.mp4").body();
    List<Double> times = new ArrayList<>();
    for (String segment : lines(server, folder + list).stream().filter(ClapTest::named).toList()) {
      byte[] media = server.get(rendition + segment).body();
      byte[] whole = Arrays.copyOf(init, init.length + media.length);
      System.arraycopy(media, 0, whole, init.length, media.length);
      MemorySource source = new MemorySource(whole);
      MediaIndex index = Mp4Reader.open(source);
      Track track = index.tracks().getFirst();
      for (long time : index.shown(source, track, track.startTime(), track.endTime())) {
        times.add((double) time / track.timescale());
      }
    }
    return times;
  }

  private static boolean named(String line) {
    return !line.startsWith("#");
  }

  private static List<String> lines(StreamServer server, String path) {
    return new String(server.get(path).body(), UTF_8).lines().filter(l -> !l.isBlank()).toList();
  }
}
