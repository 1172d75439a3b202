package medianest.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import medianest.media.Corpus;
import medianest.media.Media3Dump;
import medianest.media.Media3Dump.DumpedSample;
import medianest.media.Media3Dump.DumpedTrack;
import medianest.media.codec.AvcConfig;
import medianest.media.codec.Codec;
import medianest.media.codec.HevcConfig;
import medianest.media.io.ByteSource;
import medianest.media.io.FileSource;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples are the same, byte by byte, as another extractor reads them. */
class Media3OracleTest {

  /** Files that are rightly read otherwise, each with the reason. */
  private static final Map<String, String> EXCEPTIONS = Map.of();

  static Stream<Path> files() {
    return Corpus.mp4Files().stream().filter(file -> Files.exists(Media3Dump.beside(file)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void agreesWithMedia3(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (EXCEPTIONS.containsKey(name)) {
      abort(EXCEPTIONS.get(name));
    }
    Media3Dump dump = Media3Dump.read(Media3Dump.beside(file));
    try (FileSource source = FileSource.open(file)) {
      Mp4Index index = Mp4Reader.open(source);
      for (DumpedTrack dumped : dump.tracks()) {
        Track track =
            index.tracks().stream()
                .filter(one -> Long.toString(one.id()).equals(dumped.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no track " + dumped.id()));
        compare(source, index, track, dumped);
      }
    }
  }

  private static void compare(ByteSource source, Mp4Index index, Track track, DumpedTrack dumped)
      throws IOException {
    Samples samples = index.samples(source, track, Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(samples.count())
        .as("count of track %s", dumped.id())
        .isEqualTo(dumped.samples().size());
    List<DumpedSample> ours = new ArrayList<>();
    int nalLength = nalLengthSize(track);
    for (int i = 0; i < samples.count(); i++) {
      byte[] bytes = source.bytes(samples.offset(i), samples.size(i));
      byte[] shown = nalLength > 0 ? annexB(bytes, nalLength) : bytes;
      long timeUs = Math.floorDiv(samples.time(i) * 1_000_000, track.timescale());
      DumpedSample theirs = dumped.samples().get(i);
      // Media3 cuts the fraction before it applies the edit list, so it may be one off.
      long time = Math.abs(timeUs - theirs.timeUs()) <= 1 ? theirs.timeUs() : timeUs;
      ours.add(new DumpedSample(time, samples.key(i), shown.length, Arrays.hashCode(shown)));
    }
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i))
          .as("sample %s of track %s", i, dumped.id())
          .isEqualTo(dumped.samples().get(i));
    }
    if (!dumped.codecs().isEmpty() && !track.format().codecString().isEmpty()) {
      assertThat(track.format().codecString()).isEqualToIgnoringCase(dumped.codecs());
    }
  }

  private static int nalLengthSize(Track track) throws IOException {
    if (track.format().codec() == Codec.AVC) {
      return AvcConfig.parse(track.format().config()).nalLengthSize();
    }
    return switch (track.format().codec()) {
      case HEVC -> HevcConfig.parse(track.format().config()).nalLengthSize();
      case VVC -> 4;
      default -> 0;
    };
  }

  /** Every length is replaced by a start code of four bytes. */
  private static byte[] annexB(byte[] sample, int nalLengthSize) {
    byte[] out = new byte[sample.length * 4 + 4];
    int at = 0;
    int size = 0;
    while (at + nalLengthSize <= sample.length) {
      int length = 0;
      for (int i = 0; i < nalLengthSize; i++) {
        length = length << 8 | (sample[at + i] & 0xff);
      }
      at += nalLengthSize;
      out[size + 3] = 1;
      size += 4;
      int held = Math.max(0, Math.min(length, sample.length - at));
      System.arraycopy(sample, at, out, size, held);
      size += held;
      at += held;
    }
    return Arrays.copyOf(out, size);
  }
}
