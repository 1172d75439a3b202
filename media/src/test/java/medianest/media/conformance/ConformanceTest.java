package medianest.media.conformance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import medianest.media.codec.MediaKind;
import medianest.media.corpus.Corpus;
import medianest.media.fmp4.ReadFragment;
import medianest.media.io.FileSource;
import medianest.media.io.MediaException;
import medianest.media.probe.Probe;
import medianest.media.probe.Sniffed;
import medianest.media.segment.Ticks;
import medianest.media.segment.TrackSegments;
import medianest.media.track.MediaIndex;
import medianest.media.track.Samples;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every track of every real file that fragmented MP4 can carry, packaged and then read by ffmpeg:
 * the same packets as in the source, each segment by itself decodable, and times that agree with
 * the playlist.
 */
final class ConformanceTest {

  /** Segments of one track that are decoded by themselves, spread over the track. */
  private static final int DECODED = 8;

  private static final String ENCRYPTED = "encrypted";
  private static final String CUT_OFF = "cut off before its first sample, or in its description";
  private static final String HALF_A_SAMPLE =
      "cut off within a sample, of which ffmpeg hands out the half";

  /** Files that are turned away, and why. */
  private static final Map<String, String> UNREADABLE =
      Map.ofEntries(
          entry("media3/mkv/subsample_encrypted_altref.webm", ENCRYPTED),
          entry("media3/mp4/sample_ac4_protected.mp4", ENCRYPTED),
          entry("media3/mp4/sample_fragmented_sgpd_v2.mp4", ENCRYPTED),
          entry("media3/mp4/sample_fragmented_variable_length_sgpd.mp4", ENCRYPTED),
          entry("mp4parse/bipbop-cenc-audioinit.mp4", ENCRYPTED),
          entry("mp4parse/bipbop_480wp_1001kbps-cenc-video-key1-init.mp4", ENCRYPTED),
          entry("mp4parse/bipbop_cbcs_audio_init.mp4", ENCRYPTED),
          entry("media3/mp4/large_stbl_truncated_after_moov.m4b", CUT_OFF),
          entry("mp4parse/bipbop_nonfragment_header.mp4", CUT_OFF),
          entry("mp4parse/invalid_userdata.mp4", CUT_OFF),
          entry("music-metadata/issue-387.m4a", CUT_OFF),
          entry("music-metadata/issue-749.m4a", CUT_OFF),
          entry("music-metadata/issue-79.m4a", CUT_OFF),
          entry("media3/mp4/sample_fragmented_sideloaded_track.mp4", "fragments without a head"),
          entry("mp4ff/av1_init.mp4", "a head without fragments"),
          entry("mp4parse/bipbop_audioinit.mp4", "a head without fragments"));

  /** Files that are named like MP4 or Matroska and are something else. */
  private static final Set<String> OTHER_CONTAINERS = Set.of();

  /** Pictures that have no point where decoding can start, so that they cannot be cut. */
  private static final Map<String, String> NOWHERE_TO_ENTER =
      Map.of(
          "media3/mp4/sample_edit_list_no_sync_frame_before_edit.mp4", "it has no key frame",
          "media3/mp4/sample_sef_super_slow_motion.mp4",
              "its pictures hide in units of another kind");

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

  /** Files whose packets ffmpeg moves in time, since it decodes some after they are shown. */
  private static final Set<String> OTHER_TIMES =
      Set.of("media3/mp4/dolbyVision-hdr.MOV", "media3/mp4/water_180_mvhevc_5frames.mov");

  /** Files that ffmpeg cannot decode without complaint, packaged or not, and why. */
  private static final Map<String, String> COMPLAINTS =
      Map.ofEntries(
          entry("media3/mka/bear-flac-32bit.mka", "ffmpeg does not decode FLAC of 32 bits"),
          entry("media3/mp4/sample_ac3_fragmented.mp4", "its last frame is damaged"),
          entry("media3/mp4/sample_alac_20bit.mp4", "its last packet, beyond its edit, is empty"),
          entry(
              "media3/mp4/sample_fragmented_uuid.mp4",
              "its pictures are encrypted by Microsoft's box"),
          entry("media3/mp4/video_dovi_3840x2160_30fps_dav1_10.mp4", "ffmpeg does not know dav1"),
          entry("mp4parse/opus_audioinit_two_desc.mp4", "one of its packets is damaged"),
          entry("mp4parse/sine-3s-xhe-aac-44khz-mono.mp4", "ffmpeg does not decode xHE-AAC"),
          entry("music-metadata/corrupt.mkv", "it is damaged"),
          entry("music-metadata/issue-133.m4a", "it is damaged"),
          entry("music-metadata/issue-151.m4a", "it is damaged"),
          entry("music-metadata/issue-74.m4a", "it is damaged"));

  /**
   * Sound of which not every frame can be entered: a segment of it begins where the picture's does.
   */
  private static final Set<String> DEPENDENT_SOUND =
      Set.of("mp4parse/sine-3s-xhe-aac-44khz-mono.mp4");

  @TempDir private Path folder;

  @BeforeAll
  static void needsFfmpeg() {
    Ffmpeg.assumeInstalled();
  }

  static Stream<String> files() throws IOException {
    Path root = Corpus.path("");
    return Corpus.files(".mp4", ".m4a", ".m4b", ".mov", ".MOV", ".3gp", ".mkv", ".mka", ".webm")
        .stream()
        .map(f -> root.relativize(f).toString());
  }

  @ParameterizedTest
  @MethodSource("files")
  void isPackagedWithoutLoss(String name) throws Exception {
    try {
      judge(name);
    } catch (AssertionError e) {
      throw new AssertionError(name + ": " + e.getMessage(), e);
    }
  }

  private void judge(String name) throws Exception {
    try (FileSource source = FileSource.open(Corpus.path(name))) {
      Optional<MediaIndex> opened;
      try {
        opened = open(source);
      } catch (MediaException e) {
        assertThat(UNREADABLE).as(e.toString()).containsKey(name);
        return;
      }
      assertThat(UNREADABLE).doesNotContainKey(name);
      assertThat(opened.isEmpty()).isEqualTo(OTHER_CONTAINERS.contains(name));
      if (opened.isEmpty()) {
        return;
      }
      MediaIndex index = opened.get();
      PackagedFile written = PackagedFile.write(index, source, folder);
      assertThat(written.plan().tracks().size() < packageable(index))
          .as("has a track that is left out")
          .isEqualTo(NOWHERE_TO_ENTER.containsKey(name));
      for (TrackSegments segments : written.plan().tracks()) {
        timesAgreeWithThePlaylist(written, segments, !DEPENDENT_SOUND.contains(name));
        samplesAreThoseOfTheTrack(written, segments, source);
      }
      if (!written.plan().tracks().isEmpty()) {
        if (!OTHER_PACKETS.containsKey(name)) {
          packetsAreThoseOfTheSource(written, Corpus.path(name), !OTHER_TIMES.contains(name));
        }
        if (!COMPLAINTS.containsKey(name)) {
          segmentsDecodeAlone(written);
        }
      }
    }
  }

  private static long packageable(MediaIndex index) {
    return index.tracks().stream()
        .filter(t -> t.format().codec().packageable() && t.endTime() > t.startTime())
        .count();
  }

  /** Nothing where the file is sound of a kind that is played as it is, or not at all. */
  private static Optional<MediaIndex> open(FileSource source) throws IOException {
    return switch (Probe.open(source)) {
      case Sniffed.Indexed indexed -> Optional.of(indexed.index());
      case Sniffed.Known _ -> Optional.empty();
    };
  }

  private static void timesAgreeWithThePlaylist(
      PackagedFile written, TrackSegments segments, boolean beginsWithKey) throws IOException {
    long timescale = segments.track().timescale();
    long priming = Math.max(0, -segments.track().startTime());
    long sumUs = 0;
    long ends = -1;
    for (int k = 0; k < segments.count(); k++) {
      ReadFragment fragment = written.fragment(segments, k);
      if (k > 0) {
        assertThat(fragment.baseTime() - priming).as("tfdt of %d", k).isEqualTo(segments.start(k));
        assertThat(Ticks.toMicros(fragment.baseTime() - priming, timescale))
            .as("playlist time of %d", k)
            .isEqualTo(sumUs);
        assertThat(fragment.baseTime()).as("where %d joins", k).isEqualTo(ends);
      }
      if (!fragment.samples().isEmpty()) {
        assertThat(fragment.samples().getFirst().sync() || !beginsWithKey)
            .as("%d begins with a key", k)
            .isTrue();
        assertThat(fragment.samples())
            .allMatch(s -> s.time() >= fragment.baseTime(), "not before its segment");
      }
      ends =
          fragment.baseTime()
              + fragment.samples().stream().mapToLong(ReadFragment.Sample::duration).sum();
      sumUs += segments.durationUs(k);
    }
    assertThat(sumUs).isEqualTo(Ticks.toMicros(segments.track().endTime(), timescale));
  }

  private static void samplesAreThoseOfTheTrack(
      PackagedFile written, TrackSegments segments, FileSource source) throws IOException {
    Samples all =
        written
            .index()
            .samples(
                source, segments.track(), segments.track().startTime(), segments.track().endTime());
    int i = 0;
    for (int k = 0; k < segments.count(); k++) {
      for (ReadFragment.Sample sample : written.fragment(segments, k).samples()) {
        assertThat(sample.bytes().length()).isEqualTo(all.size(i));
        i++;
      }
    }
    assertThat(i).as("samples in all segments").isEqualTo(all.count());
  }

  private static void packetsAreThoseOfTheSource(PackagedFile written, Path file, boolean times)
      throws Exception {
    List<String> ofSource =
        new ArrayList<>(
            written.index().container().title().contains("Matroska")
                    || written.index().container().title().contains("WebM")
                ? List.of("-i", file.toString())
                : List.of("-ignore_editlist", "1", "-i", file.toString()));
    List<String> ofPackage = new ArrayList<>();
    int input = 0;
    for (TrackSegments segments : written.plan().tracks()) {
      ofSource.addAll(List.of("-map", "0:" + segments.track().number()));
      ofPackage.addAll(List.of("-i", written.playlist(segments)));
    }
    for (TrackSegments _ : written.plan().tracks()) {
      ofPackage.addAll(List.of("-map", input++ + ":0"));
    }
    Packets expected = Packets.read(ofSource);
    Packets actual = Packets.read(ofPackage);
    assertThat(actual.errors().isEmpty() || !expected.errors().isEmpty())
        .as(actual.errors())
        .isTrue();
    assertThat(actual.streams()).hasSameSizeAs(expected.streams());
    expected
        .streams()
        .forEach((stream, packets) ->
            assertSame(actual.streams().getOrDefault(stream, List.of()), packets, times));
  }

  private static void assertSame(
      List<Packets.Packet> actual, List<Packets.Packet> expected, boolean times) {
    assertThat(actual.stream().map(p -> p.size() + " " + p.hash()))
        .isEqualTo(expected.stream().map(p -> p.size() + " " + p.hash()).toList());
    if (!times) {
      return;
    }
    double shift =
        actual.getFirst().seconds().subtract(expected.getFirst().seconds()).doubleValue();
    for (int i = 0; i < actual.size(); i++) {
      double difference =
          actual.get(i).seconds().subtract(expected.get(i).seconds()).doubleValue() - shift;
      assertThat(difference).as("time of packet %d", i).isCloseTo(0, within(0.0015));
    }
  }

  private static void segmentsDecodeAlone(PackagedFile written) throws Exception {
    List<String> inputs = new ArrayList<>(List.of("-xerror"));
    List<String> maps = new ArrayList<>();
    int input = 0;
    for (TrackSegments segments : written.plan().tracks()) {
      for (int k : spread(segments.count())) {
        boolean picture = segments.track().format().codec().kind() == MediaKind.VIDEO;
        inputs.addAll(picture ? List.of("-t", "0.4") : List.of());
        inputs.addAll(List.of("-i", written.alone(segments, k).toString()));
        maps.addAll(List.of("-map", input++ + ":0"));
      }
    }
    inputs.addAll(maps);
    inputs.addAll(List.of("-f", "null", "-"));
    Ffmpeg.Verdict verdict = Ffmpeg.run(inputs);
    assertThat(verdict.errors()).isEmpty();
    assertThat(verdict.exitStatus()).isZero();
  }

  private static Set<Integer> spread(int count) {
    Set<Integer> numbers = new TreeSet<>();
    for (int i = 0; i < DECODED; i++) {
      numbers.add((int) ((long) i * (count - 1) / (DECODED - 1)));
    }
    return numbers;
  }
}
