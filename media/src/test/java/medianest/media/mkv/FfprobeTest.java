package medianest.media.mkv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import medianest.media.codec.Codec;
import medianest.media.codec.MediaKind;
import medianest.media.io.ByteSource;
import medianest.media.io.FileSource;
import medianest.media.io.UnsupportedMedia;
import medianest.media.track.Samples;
import medianest.media.track.TextSample;
import medianest.media.track.Track;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample that ffprobe reads is read here: its bytes, its time, whether it is a key frame. */
class FfprobeTest {

  /** Files that other readers do not read either, or read otherwise, and why. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "subsample_encrypted_altref.webm", "encrypted: refused here",
          "sample_last_cluster.mkv", "its list of tracks comes again at its end",
          "corrupt.mkv", "damaged: how much is saved differs");

  /** Text whose trailing zero bytes ffprobe takes away. */
  private static final Set<Codec> TEXT_AS_STORED = Set.of(Codec.SUBRIP);

  static Stream<Path> files() throws IOException, InterruptedException {
    List<Path> made = MadeMedia.files();
    return made.isEmpty()
        ? Stream.of()
        : Stream.concat(made.stream(), SharedMedia.files().stream())
            .filter(file -> !LEFT_OUT.containsKey(file.getFileName().toString()));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("files")
  void agreesOnEveryPacket(Path file) throws Exception {
    Map<Integer, List<Packets.Packet>> packets = Packets.of(file);
    try (ByteSource source = FileSource.open(file)) {
      MkvIndex index = MkvIndex.of(source);
      for (Track track : index.tracks()) {
        List<Packets.Packet> expected = packets.getOrDefault(track.number(), List.of());
        if (track.format().codec().kind() == MediaKind.TEXT) {
          texts(index, source, track, expected);
        } else if (file.endsWith("zlib-sound.mkv") && track.number() == 1) {
          assertThatThrownBy(() -> index.samples(source, track, 0, track.endTime()))
              .isInstanceOf(UnsupportedMedia.class);
        } else {
          samples(index, source, track, expected);
        }
      }
    }
  }

  private static void samples(
      MkvIndex index, ByteSource source, Track track, List<Packets.Packet> expected)
      throws Exception {
    Samples samples = index.samples(source, track, track.startTime(), track.endTime());
    assertThat(samples.count())
        .as("samples of track %s", track.number())
        .isEqualTo(expected.size());
    for (int i = 0; i < samples.count(); i++) {
      Packets.Packet packet = expected.get(i);
      assertThat(samples.size(i)).isEqualTo(packet.size());
      // ffprobe takes sound for key frames only where a parser that is off here says so.
      if (track.format().codec().kind() == MediaKind.VIDEO) {
        assertThat(samples.key(i)).isEqualTo(packet.key());
      }
      assertThat(hash(samples, source, i)).isEqualTo(packet.hash());
      if (!Double.isNaN(packet.seconds())) {
        double seconds = (double) samples.time(i) / track.timescale();
        assertThat(seconds)
            .as("time of sample %s", i)
            .isCloseTo(packet.seconds(), tolerance(track));
      }
    }
    double last = (double) track.endTime() / track.timescale();
    double latest =
        expected.stream()
            .mapToDouble(Packets.Packet::seconds)
            .filter(seconds -> !Double.isNaN(seconds))
            .max()
            .orElse(last);
    assertThat(last).isGreaterThanOrEqualTo(latest);
  }

  /** Sound moves to the grid of its frames, which begins with a time that was rounded as well. */
  private static Offset<Double> tolerance(Track track) {
    return within(track.format().codec().kind() == MediaKind.VIDEO ? 1e-6 : 0.0101);
  }

  private static void texts(
      MkvIndex index, ByteSource source, Track track, List<Packets.Packet> expected)
      throws Exception {
    List<TextSample> texts = index.texts(source, track, track.startTime(), track.endTime());
    assertThat(texts).hasSameSizeAs(expected);
    for (int i = 0; i < texts.size(); i++) {
      double seconds = (double) texts.get(i).start() / track.timescale();
      assertThat(seconds).isCloseTo(expected.get(i).seconds(), within(1e-6));
      boolean whole = texts.get(i).content().length() == expected.get(i).size();
      if (whole && TEXT_AS_STORED.contains(track.format().codec())) {
        assertThat(md5(texts.get(i).content().toArray())).isEqualTo(expected.get(i).hash());
      }
    }
  }

  private static String hash(Samples samples, ByteSource source, int i) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    digest.update(samples.prefix().toArray());
    digest.update(source.bytes(samples.offset(i), samples.storedSize(i)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String md5(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
  }
}
