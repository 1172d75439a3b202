package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import medianest.media.codec.MediaKind;
import medianest.media.io.FileSource;
import medianest.media.io.MediaException;
import medianest.media.segment.SegmentPlan;
import medianest.media.segment.TrackSegments;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every real file whose tracks segments can carry, through the whole of HTTP: what ffmpeg reads
 * from the master playlist are the packets of the source, and so for each track's own playlist.
 */
final class StreamConformanceTest {

  private static final String HALF_A_SAMPLE =
      "cut off within a sample, of which ffmpeg hands out the half";

  /** Files whose packets ffmpeg reads otherwise than they are stored, and why. */
  private static final Map<String, String> OTHER_PACKETS =
      Map.of(
          "media3/mp4/sample_fragmented_uuid.mp4",
          "ffmpeg drops pictures that it finds encrypted",
          "media3/mp4/sample_malformed_free_box.mp4",
          "ffmpeg does not get past its padding",
          "music-metadata/corrupt.mkv",
          "ffmpeg gives up at the damage",
          "music-metadata/issue-133.m4a",
          HALF_A_SAMPLE,
          "music-metadata/issue-151.m4a",
          HALF_A_SAMPLE,
          "music-metadata/issue-74.m4a",
          HALF_A_SAMPLE);

  @TempDir private static Path data;
  private static Optional<StreamServer> server = Optional.empty();

  @BeforeAll
  static void start() throws IOException {
    Ffmpeg.assumeInstalled();
    server = Optional.of(new StreamServer(data));
  }

  @AfterAll
  static void stop() {
    server.ifPresent(StreamServer::close);
  }

  static Stream<String> files() throws IOException {
    Optional<Path> root = corpus();
    Assumptions.assumeTrue(root.isPresent(), "no media beside the checkout");
    try (Stream<Path> walk = Files.walk(root.orElseThrow())) {
      return walk
          .filter(f -> f.toString().matches(".*\\.(mp4|m4a|m4b|mov|MOV|3gp|mkv|mka|webm)"))
          .map(f -> root.orElseThrow().relativize(f).toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void streamsTheSamePackets(String name) throws Exception {
    Path file = corpus().orElseThrow().resolve(name);
    StreamServer running = server.orElseThrow();
    MediaIndex index;
    SegmentPlan plan;
    try (FileSource source = FileSource.open(file)) {
      index = StreamServer.index(source);
      plan = SegmentPlan.of(index);
    } catch (MediaException e) {
      // Whether it is right to be turned away is judged where the file is read.
      running.add(name, file);
      assertThat(running.streaming.find(name)).isNotNull();
      return;
    }
    if (plan.tracks().isEmpty() || OTHER_PACKETS.containsKey(name)) {
      return;
    }
    running.add(name, file);
    String master = running.uri(running.admit(name).playlist()).toString();
    List<TrackSegments> offered = offered(plan);
    Map<Integer, List<String>> expected = Ffmpeg.packets(source(index, file, offered));
    Map<Integer, List<String>> actual =
        Ffmpeg.packets(List.of("-i", master, "-map", "0:v?", "-map", "0:a?"));
    assertThat(new ArrayList<>(actual.values()))
        .as(name + "\n" + new String(running.get(running.admit(name).playlist()).body(), UTF_8))
        .containsExactlyInAnyOrderElementsOf(expected.values());
  }

  /** The tracks that the master names: one picture and all sound. */
  private static List<TrackSegments> offered(SegmentPlan plan) {
    List<TrackSegments> pictures =
        plan.tracks().stream().filter(t -> kind(t) == MediaKind.VIDEO).toList();
    Optional<TrackSegments> shown =
        pictures.stream()
            .filter(t -> t.track().isDefault())
            .findFirst()
            .or(() -> pictures.stream().findFirst());
    List<TrackSegments> offered = new ArrayList<>();
    shown.ifPresent(offered::add);
    plan.tracks().stream().filter(t -> kind(t) == MediaKind.AUDIO).forEach(offered::add);
    return offered;
  }

  private static List<String> source(MediaIndex index, Path file, List<TrackSegments> tracks) {
    boolean edits = index.container() == Container.MP4 || index.container() == Container.QUICKTIME;
    List<String> arguments = new ArrayList<>(edits ? List.of("-ignore_editlist", "1") : List.of());
    arguments.addAll(List.of("-i", file.toString()));
    tracks.forEach(t -> arguments.addAll(List.of("-map", "0:" + t.track().number())));
    return arguments;
  }

  private static MediaKind kind(TrackSegments segments) {
    return segments.track().format().codec().kind();
  }

  private static Optional<Path> corpus() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("media/pom.xml"))) {
        Path media = at.resolveSibling("shared").resolve("media");
        return Files.isDirectory(media) ? Optional.of(media) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
