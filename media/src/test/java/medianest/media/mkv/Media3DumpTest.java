package medianest.media.mkv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import medianest.media.codec.AvcConfig;
import medianest.media.codec.Codec;
import medianest.media.codec.MediaKind;
import medianest.media.io.ByteSource;
import medianest.media.io.FileSource;
import medianest.media.io.RefusedMedia;
import medianest.media.track.SampleFormat;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file that Media3's extractor was recorded on reads the same here. */
class Media3DumpTest {

  private static final Map<String, Codec> CODECS =
      Map.ofEntries(
          Map.entry("video/avc", Codec.AVC),
          Map.entry("video/av01", Codec.AV1),
          Map.entry("audio/ac3", Codec.AC3),
          Map.entry("audio/opus", Codec.OPUS),
          Map.entry("audio/flac", Codec.FLAC),
          Map.entry("audio/alac", Codec.ALAC),
          Map.entry("audio/vnd.dts", Codec.DTS),
          Map.entry("audio/vnd.dts.hd", Codec.DTS),
          Map.entry("audio/vnd.dts.hd;profile=lbr", Codec.DTS),
          Map.entry("application/x-subrip", Codec.SUBRIP),
          Map.entry("text/x-ssa", Codec.SSA),
          Map.entry("text/vtt", Codec.WEBVTT));

  static List<Path> files() throws IOException {
    return SharedMedia.files().stream()
        .filter(file -> Files.exists(dump(file)))
        // Encrypted: refused, as its own test below says.
        .filter(file -> !file.endsWith("subsample_encrypted_altref.webm"))
        .toList();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("files")
  void agreesOnEverySample(Path file) throws IOException {
    Dump dump = Dump.read(dump(file));
    try (ByteSource source = FileSource.open(file)) {
      MkvIndex index = MkvIndex.of(source);
      List<Track> tracks = index.tracks();
      assertThat(tracks).hasSameSizeAs(dump.tracks());
      for (int i = 0; i < tracks.size(); i++) {
        Track track = tracks.get(i);
        Dump.DumpTrack expected = dump.tracks().get(i);
        format(track, expected);
        if (track.format().codec().kind() == MediaKind.TEXT) {
          texts(index, source, track, expected);
        } else {
          samples(index, source, track, expected);
        }
      }
    }
  }

  private static void format(Track track, Dump.DumpTrack expected) {
    Map<String, String> format = expected.format();
    assertThat(track.format().codec()).isEqualTo(CODECS.get(expected.mimeType()));
    assertThat(track.language()).isEqualTo(format.get("language"));
    assertThat(track.name()).isEqualTo(nameOf(format, track));
    assertThat(track.isDefault()).isEqualTo(format.containsKey("selectionFlags"));
    if (format.containsKey("codecs")) {
      assertThat(track.format().codecString()).isEqualTo(format.get("codecs"));
    }
    if (track.format() instanceof SampleFormat.Video video) {
      assertThat(video.width()).isEqualTo(Integer.parseInt(format.get("width")));
      assertThat(video.height()).isEqualTo(Integer.parseInt(format.get("height")));
      assertThat(video.rotation().degrees())
          .isEqualTo(Integer.parseInt(format.getOrDefault("rotationDegrees", "0")));
    }
    if (track.format() instanceof SampleFormat.Audio audio) {
      assertThat(audio.channels()).isEqualTo(Integer.parseInt(format.get("channelCount")));
      assertThat(audio.sampleRate()).isEqualTo(Integer.parseInt(format.get("sampleRate")));
    }
  }

  /** Media3 drops the name from which it took the rotation. */
  private static String nameOf(Map<String, String> format, Track track) {
    String label = format.getOrDefault("label", "");
    return label.isEmpty() && track.name().startsWith("htc_video_rotA-") ? track.name() : label;
  }

  private static void samples(
      MkvIndex index, ByteSource source, Track track, Dump.DumpTrack expected) throws IOException {
    Samples samples = index.samples(source, track, track.startTime(), track.endTime());
    assertThat(samples.count()).isEqualTo(expected.samples().size());
    for (int i = 0; i < samples.count(); i++) {
      Dump.DumpSample sample = expected.samples().get(i);
      byte[] content = content(source, samples, i, track);
      if (!sample.supplemented()) {
        assertThat(content).hasSize(sample.length());
        assertThat(Arrays.hashCode(content)).isEqualTo(sample.hash());
      }
      assertThat(samples.key(i)).isEqualTo(sample.key());
      // Media3 leaves it to its decoder to take Opus' delay off the times.
      long origin = track.format().codec() == Codec.OPUS ? track.startTime() : 0;
      double timeUs = (samples.time(i) - origin) * 1e6 / track.timescale();
      assertThat(timeUs - sample.timeUs()).isCloseTo(0, within(tolerance(track)));
    }
  }

  /**
   * Video keeps the file's times. Sound moves to its grid: the dump's times are rounded to a
   * millisecond, and so is the first, which the grid begins with. The recording's clock of the
   * Dolby Digital sample runs up to three milliseconds off.
   */
  private static double tolerance(Track track) {
    return switch (track.format().codec().kind()) {
      case VIDEO -> 1;
      default -> track.format().codec() == Codec.AC3 ? 8_000 : 1_500;
    };
  }

  /** Media3 writes text anew for its own subtitle decoders; only how many there are is the same. */
  private static void texts(MkvIndex index, ByteSource source, Track track, Dump.DumpTrack expected)
      throws IOException {
    assertThat(index.texts(source, track, track.startTime(), track.endTime()))
        .hasSameSizeAs(expected.samples())
        .allSatisfy(text -> {
          assertThat(text.end()).isGreaterThan(text.start());
          assertThat(text.content().isEmpty()).isFalse();
        });
  }

  /** As Media3 hands it on: with start codes where the file has lengths of NAL units. */
  private static byte[] content(ByteSource source, Samples samples, int i, Track track)
      throws IOException {
    ByteBuffer content = ByteBuffer.allocate(samples.size(i));
    content.put(samples.prefix().buffer());
    content.put(source.bytes(samples.offset(i), samples.storedSize(i)));
    if (track.format().codec() == Codec.AVC) {
      assertThat(AvcConfig.parse(track.format().config()).nalLengthSize()).isEqualTo(4);
      for (int at = 0; at < content.capacity(); ) {
        int length = content.getInt(at);
        content.putInt(at, 1);
        at += 4 + length;
      }
    }
    return content.array();
  }

  @Test
  void refusesWhatIsEncrypted() {
    Path file = SharedMedia.file("media3/mkv/subsample_encrypted_altref.webm");
    assumeTrue(Files.exists(file));
    assertThatThrownBy(
            () -> {
              try (ByteSource source = FileSource.open(file)) {
                MkvIndex.of(source);
              }
            })
        .isInstanceOf(RefusedMedia.class)
        .hasMessageContaining("encrypted");
  }

  private static Path dump(Path file) {
    return file.resolveSibling(file.getFileName() + ".0.dump");
  }
}
