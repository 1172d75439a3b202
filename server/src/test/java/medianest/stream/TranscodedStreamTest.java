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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import medianest.ffmpeg.FfmpegConfig;
import medianest.media.io.MemorySource;
import medianest.media.mp4.Mp4Reader;
import medianest.media.track.MediaIndex;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client that cannot decode a film gets in its place: judged by ffmpeg, and by our reader.
 */
@Timeout(120)
final class TranscodedStreamTest {

  private static final int SECONDS = 14;

  @TempDir private static Path films;
  @TempDir private Path data;
  private StreamServer server;

  @BeforeAll
  static void makeFilms() throws Exception {
    Ffmpeg.assumeInstalled();
    film("mpeg2.mkv", "mpeg2video", "ac3");
    film("asp.mp4", "mpeg4", "mp3");
    film("vp8.webm", "libvpx", "libvorbis", "-deadline", "realtime");
    film("camera.mov", "mjpeg", "pcm_s16le");
    film("vfr.mkv", "mpeg4", "ac3", "-vf", "select='not(eq(mod(n,5),3))'", "-fps_mode", "vfr");
    film(
        "hdr.mkv",
        "libx265",
        "aac",
        "-preset",
        "ultrafast",
        "-x265-params",
        "log-level=none:open-gop=0",
        "-pix_fmt",
        "yuv420p10le",
        "-color_primaries",
        "bt2020",
        "-color_trc",
        "smpte2084",
        "-colorspace",
        "bt2020nc");
  }

  private static void film(String name, String video, String audio, String... more)
      throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-f", "lavfi", "-i"));
    arguments.add("testsrc2=size=320x180:rate=25:duration=" + SECONDS);
    arguments.addAll(List.of("-f", "lavfi", "-i"));
    arguments.add("sine=frequency=440:sample_rate=48000:duration=" + SECONDS);
    arguments.addAll(List.of("-c:v", video, "-g", "25", "-c:a", audio, "-ac", "2"));
    if (video.startsWith("mpeg")) {
      arguments.addAll(List.of("-bf", "2"));
    }
    arguments.addAll(List.of(more));
    arguments.add(films.resolve(name).toString());
    Ffmpeg.run(arguments);
  }

  @BeforeEach
  void start() throws IOException {
    server = new StreamServer(data, FfmpegConfig.defaults());
    try (var all = Files.list(films)) {
      all.forEach(f -> server.add(id(f), f));
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
      assertThat(server.ffmpeg.running()).isZero();
    }
  }

  private static String id(Path film) {
    return film.getFileName().toString().replace('.', '-');
  }

  @ParameterizedTest
  @CsvSource({
    "mpeg2-mkv, 350",
    "asp-mp4, 350",
    "vp8-webm, 350",
    "camera-mov, 350",
    // Every fifth picture is missing, and the others keep their times.
    "vfr-mkv, 280",
    "hdr-mkv, 350"
  })
  void playsWhatABrowserCannotDecode(String id, int expected) throws Exception {
    JsonNode answer = playback(id);
    assertThat(answer.get("kind").asString()).isEqualTo("transcode");
    String master = answer.get("url").asString();
    List<String> lines = lines(master);
    assertThat(lines)
        .anyMatch(l ->
            l.contains("avc1.6400") && l.contains("mp4a.40.2") && l.contains("VIDEO-RANGE=SDR"));

    List<String> pictures = new ArrayList<>();
    String own = uris(lines).getFirst();
    String folder = master.substring(0, master.lastIndexOf('/') + 1);
    String rendition = folder + own.substring(0, own.lastIndexOf('/') + 1);
    List<String> segments = uris(lines(folder + own));
    byte[] init = server.get(rendition + "init.mp4").body();
    // The last first, as after a seek.
    for (String segment : segments.reversed()) {
      HttpResponse<byte[]> got = server.get(rendition + segment);
      assertThat(got.statusCode()).as(segment).isEqualTo(200);
      pictures.addAll(0, times(init, got.body()));
    }
    assertThat(pictures).hasSize(expected).isSorted().doesNotHaveDuplicates();
    assertThat(decoded(server.uri(folder + own).toString(), "v")).isEqualTo(expected);
    String sound = lines.stream().filter(l -> l.contains("TYPE=AUDIO")).findFirst().orElseThrow();
    String uri = sound.replaceAll(".*URI=\"([^\"]*)\".*", "$1");
    long frames = decoded(server.uri(folder + uri).toString(), "a");
    assertThat(frames).isBetween(SECONDS * 48_000L / 1024 - 1, SECONDS * 48_000L / 1024 + 4);
  }

  /** Pictures by time, ten digits so that they sort as text. */
  private static List<String> times(byte[] init, byte[] segment) throws IOException {
    byte[] whole = Arrays.copyOf(init, init.length + segment.length);
    System.arraycopy(segment, 0, whole, init.length, segment.length);
    MemorySource source = new MemorySource(whole);
    MediaIndex index = Mp4Reader.open(source);
    Track track = index.tracks().getFirst();
    Samples samples = index.samples(source, track, track.startTime(), track.endTime());
    assertThat(samples.key(0)).isTrue();
    assertThat(samples.time(0)).isEqualTo(samples.startTime());
    List<String> times = new ArrayList<>();
    for (int i = 0; i < samples.count(); i++) {
      times.add(String.format("%010d", samples.time(i)));
    }
    times.sort(null);
    return times;
  }

  @Test
  void joinsRunsThatBeganAnywhereToOne() throws Exception {
    String folder = rendition("mpeg2-mkv");
    byte[] init = server.get(folder + "init.mp4").body();
    List<String> segments = uris(lines(folder + "media.m3u8"));
    List<String> backwards = new ArrayList<>();
    for (String segment : segments.reversed()) {
      backwards.addAll(0, times(init, server.get(folder + segment).body()));
    }
    long runs = server.transcoder.started();
    server.close();
    server =
        new StreamServer(Files.createDirectory(data.resolve("second")), FfmpegConfig.defaults());
    server.add("mpeg2-mkv", films.resolve("mpeg2.mkv"));
    String again = rendition("mpeg2-mkv");
    List<String> forwards = new ArrayList<>();
    for (String segment : segments) {
      forwards.addAll(times(init, server.get(again + segment).body()));
    }
    assertThat(server.transcoder.started()).isEqualTo(1);
    assertThat(runs).isGreaterThan(1);
    assertThat(forwards).isEqualTo(backwards);
  }

  @Test
  void encodesOnceForTwentyViewersAndForLater() throws Exception {
    String folder = rendition("asp-mp4");
    List<String> segments = uris(lines(folder + "media.m3u8"));
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> done = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        done.add(
            viewers.submit(() -> {
              int bytes = 0;
              for (String segment : segments) {
                HttpResponse<byte[]> got = server.get(folder + segment);
                assertThat(got.statusCode()).isEqualTo(200);
                bytes += got.body().length;
              }
              return bytes;
            }));
      }
      int first = done.getFirst().get();
      for (Future<Integer> each : done) {
        assertThat(each.get()).isEqualTo(first);
      }
    }
    assertThat(server.transcoder.started()).isEqualTo(1);
    server.close();
    server = new StreamServer(data, FfmpegConfig.defaults());
    server.add("asp-mp4", films.resolve("asp.mp4"));
    String after = rendition("asp-mp4");
    for (String segment : segments) {
      assertThat(server.get(after + segment).statusCode()).isEqualTo(200);
    }
    assertThat(server.transcoder.started()).isZero();
  }

  @Test
  void refusesWithoutAnEncoderAndSaysWhatIsMissing() throws Exception {
    server.close();
    server = new StreamServer(data);
    server.add("asp-mp4", films.resolve("asp.mp4"));
    HttpResponse<byte[]> refused = server.post("/api/v1/media/asp-mp4/playback", "{}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(new String(refused.body(), UTF_8)).contains("ffmpeg was not found");
  }

  private String rendition(String id) {
    String master = playback(id).get("url").asString();
    String folder = master.substring(0, master.lastIndexOf('/') + 1);
    String own = uris(lines(master)).getFirst();
    return folder + own.substring(0, own.lastIndexOf('/') + 1);
  }

  private JsonNode playback(String id) {
    HttpResponse<byte[]> answer =
        server.post("/api/v1/media/" + id + "/playback", "{\"directPlay\":false}");
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    return new JsonMapper().readTree(answer.body());
  }

  private List<String> lines(String path) {
    return new String(server.get(path).body(), UTF_8).lines().toList();
  }

  private static List<String> uris(List<String> lines) {
    return lines.stream().filter(l -> !l.startsWith("#") && !l.isBlank()).toList();
  }

  /** How many pictures or frames of sound ffmpeg decodes without a complaint. */
  private static long decoded(String playlist, String kind) throws Exception {
    List<String> out =
        Ffmpeg.run(
            List.of(
                "-xerror",
                "-i",
                playlist,
                "-map",
                "0:" + kind,
                "-fps_mode",
                "passthrough",
                "-f",
                "framehash",
                "-"));
    return out.stream().filter(l -> !l.startsWith("#")).count();
  }
}
