package medianest.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples are the same, byte by byte, as another extractor reads them. */
class Media3OracleTest {

  private static final String SYNC_HEADER = "AC-4 gets a sync header there";
  private static final String ENCRYPTED = "encrypted, so refused here";
  private static final String CHUNKS = "PCM is cut into other pieces";
  private static final String PREROLL = "samples before the edit are left out or moved there";
  private static final String PRIMING = "priming is told beside the times there";

  /** Files that are rightly read otherwise, each with the reason. */
  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          otherwise("sample_ac4.mp4", SYNC_HEADER),
          otherwise("sample_ac4_fragmented.mp4", SYNC_HEADER),
          otherwise("sample_ac4_level4.mp4", SYNC_HEADER),
          otherwise("sample_ac4_level4_fragmented.mp4", SYNC_HEADER),
          otherwise("sample_ac4_protected.mp4", ENCRYPTED),
          otherwise("sample_fragmented_sgpd_v2.mp4", ENCRYPTED),
          otherwise("sample_fragmented_variable_length_sgpd.mp4", ENCRYPTED),
          otherwise("sample_dthd.mp4", "TrueHD access units are joined"),
          otherwise("sample_fixed_rechunk_no_elst.mp4", CHUNKS),
          otherwise("sample_fpcm_32be.mp4", CHUNKS),
          otherwise("sample_fpcm_32le.mp4", CHUNKS),
          otherwise("sample_fpcm_64be.mp4", CHUNKS),
          otherwise("sample_fpcm_64le.mp4", CHUNKS),
          otherwise("sample_ipcm_16be.mp4", CHUNKS),
          otherwise("sample_ipcm_24le.mp4", CHUNKS),
          otherwise("sample_edit_list.mp4", PREROLL),
          otherwise("sample_edit_list_no_sync_frame_before_edit.mp4", PREROLL),
          otherwise("sample_opus.mp4", PREROLL),
          otherwise("sample_mpegh_mha1.mp4", PRIMING),
          otherwise("sample_mpegh_mhm1.mp4", PRIMING),
          otherwise("sample_fragmented_sideloaded_track.mp4", "its tracks were given from outside"),
          otherwise("water_180_mvhevc_5frames.mov", "the dump names the second view"));

  private static Map.Entry<String, String> otherwise(String name, String reason) {
    return Map.entry(name, reason);
  }

  static Stream<Arguments> files() {
    return Corpus.mp4Files().stream()
        .filter(file -> Files.exists(Media3Dump.beside(file)))
        .map(file -> Arguments.argumentSet(Corpus.name(file), file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void agreesWithMedia3(Path file) throws IOException {
    String reason = EXCEPTIONS.get(file.getFileName().toString());
    if (reason == null) {
      compare(file);
    } else {
      // An exception that is none any more has to leave the list.
      assertThat(catchThrowable(() -> compare(file))).as(reason).isNotNull();
    }
  }

  private static void compare(Path file) throws IOException {
    Media3Dump dump = Media3Dump.read(Media3Dump.beside(file));
    try (FileSource source = FileSource.open(file)) {
      Mp4Index index = Mp4Reader.open(source);
      for (DumpedTrack dumped : dump.tracks()) {
        if (dumped.id().isEmpty()) {
          // Captions that the extractor took out of the pictures: a track of its own making.
          assertThat(dumped.mimeType()).isEqualTo("application/cea-608");
          continue;
        }
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
    Samples samples = index.samples(source, track, track.startTime(), track.endTime());
    assertThat(samples.count())
        .as("count of track %s", dumped.id())
        .isEqualTo(dumped.samples().size());
    List<DumpedSample> ours = new ArrayList<>();
    int nalLength = nalLengthSize(track);
    long tickUs = Math.ceilDiv(1_000_000, track.timescale());
    for (int i = 0; i < samples.count(); i++) {
      byte[] bytes = source.bytes(samples.offset(i), samples.size(i));
      byte[] shown = nalLength > 0 ? annexB(bytes, nalLength) : bytes;
      long timeUs = Math.floorDiv(samples.time(i) * 1_000_000, track.timescale());
      DumpedSample theirs = dumped.samples().get(i);
      // Our times are whole ticks after the edit list, theirs before it.
      long time = Math.abs(timeUs - theirs.timeUs()) <= tickUs ? theirs.timeUs() : timeUs;
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
