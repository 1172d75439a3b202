package medianest.media.mkv;

import static medianest.media.mkv.WrittenFile.block;
import static medianest.media.mkv.WrittenFile.element;
import static medianest.media.mkv.WrittenFile.entry;
import static medianest.media.mkv.WrittenFile.join;
import static medianest.media.mkv.WrittenFile.number;
import static medianest.media.mkv.WrittenFile.picture;
import static medianest.media.mkv.WrittenFile.text;
import static medianest.media.mkv.WrittenFile.unknown;
import static medianest.media.mkv.WrittenFile.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import medianest.media.io.MemorySource;
import medianest.media.io.RefusedMedia;
import medianest.media.io.UnsupportedMedia;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;

/** Shapes that no writer at hand makes. */
class WrittenFileTest {

  private static final int KEY = 0x80;
  private static final int XIPH = 2;
  private static final int FIXED = 4;
  private static final int EBML = 6;

  /** A film of two hours has its index from little: the heads, the Cues, a few looks, the end. */
  @Test
  void indexOfAFilmOfTwoHoursReadsLittle() throws IOException {
    byte[] file = film(7200, 0);
    CountingSource source = new CountingSource(new MemorySource(file));
    MkvIndex index = MkvIndex.of(source);
    Track track = index.tracks().getFirst();
    assertThat(index.entryPoints(track)).hasSize(3600);
    assertThat(track.endTime()).isEqualTo(7_200_000);
    assertThat(source.bytes()).isLessThan(256 << 10);
    assertThat(source.reads()).isLessThan(250);
  }

  /** A second costs one frame every 40 ms; a key frame and a cluster every two seconds. */
  private static byte[] film(int seconds, int cueErrorMs) {
    int secondsPerCluster = 2;
    byte[] tracks = element(Ids.TRACKS, video(1));
    WrittenFile content = new WrittenFile();
    WrittenFile cues = new WrittenFile();
    int first = tracks.length + seekHead(0).length;
    for (int at = 0; at < seconds; at += secondsPerCluster) {
      WrittenFile cluster = new WrittenFile().add(number(Ids.TIMESTAMP, at * 1000L));
      for (int ms = 0; ms < secondsPerCluster * 1000; ms += 40) {
        cluster.add(block(1, ms, ms == 0 ? KEY : 0, picture(ms == 0, ms == 0 ? 400 : 60)));
      }
      cues.add(
          element(
              Ids.CUE_POINT,
              number(Ids.CUE_TIME, Math.max(0, at * 1000L + cueErrorMs)),
              element(
                  Ids.CUE_TRACK_POSITIONS,
                  number(Ids.CUE_TRACK, 1),
                  number(Ids.CUE_CLUSTER_POSITION, first + content.length()))));
      content.add(element(Ids.CLUSTER, cluster.bytes()));
    }
    byte[] seek = seekHead(first + content.length());
    return join(
        WrittenFile.head(),
        element(Ids.SEGMENT, seek, tracks, content.bytes(), element(Ids.CUES, cues.bytes())));
  }

  private static byte[] seekHead(int cues) {
    return element(
        Ids.SEEK_HEAD,
        element(
            Ids.SEEK,
            number(Ids.SEEK_ID, Ids.CUES),
            element(Ids.SEEK_POSITION, ByteBuffer.allocate(8).putLong(cues).array())));
  }

  @Test
  void cuesThatLieAreReplacedByAScan() throws IOException {
    // Every cue a second too early: no key frame is there.
    MkvIndex index = MkvIndex.of(new MemorySource(film(20, -1000)));
    assertThat(index.entryPoints(index.tracks().getFirst()))
        .containsExactly(0, 2000, 4000, 6000, 8000, 10000, 12000, 14000, 16000, 18000);
  }

  @Test
  void keyFramesThatAreNoStartAreNoEntryPoints() throws IOException {
    WrittenFile clusters = new WrittenFile();
    for (int i = 0; i < 40; i++) {
      // Every fourth one is true; the others are pictures of a stream that starts with recovery.
      clusters.add(
          element(
              Ids.CLUSTER,
              number(Ids.TIMESTAMP, i * 2000L),
              block(1, 0, KEY, picture(i % 4 == 0, 50)),
              block(1, 1000, 0, picture(false, 50))));
    }
    MkvIndex index = MkvIndex.of(new MemorySource(file(video(1), clusters.bytes())));
    assertThat(index.entryPoints(index.tracks().getFirst()))
        .containsExactly(0, 8000, 16000, 24000, 32000, 40000, 48000, 56000, 64000, 72000);
  }

  @Test
  void framesLoseAndRegainTheirFirstBytes() throws IOException {
    byte[] stripping =
        element(
            Ids.CONTENT_ENCODINGS,
            element(
                Ids.CONTENT_ENCODING,
                element(
                    Ids.CONTENT_COMPRESSION,
                    number(Ids.CONTENT_COMP_ALGO, 3),
                    element(Ids.CONTENT_COMP_SETTINGS, new byte[] {0, 0}))));
    WrittenFile clusters = new WrittenFile();
    for (int i = 0; i < 3; i++) {
      byte[] picture = picture(true, 50);
      clusters.add(
          element(
              Ids.CLUSTER,
              number(Ids.TIMESTAMP, i * 2000L),
              block(1, 0, KEY, Arrays.copyOfRange(picture, 2, 50))));
    }
    MemorySource source = new MemorySource(file(video(1, stripping), clusters.bytes()));
    MkvIndex index = MkvIndex.of(source);
    Track track = index.tracks().getFirst();
    assertThat(index.entryPoints(track)).containsExactly(0, 2000, 4000);
    Samples samples = index.samples(source, track, 0, track.endTime());
    assertThat(samples.count()).isEqualTo(3);
    assertThat(samples.prefix().toString()).isEqualTo("0000");
    assertThat(samples.size(1)).isEqualTo(50);
    assertThat(samples.storedSize(1)).isEqualTo(48);
  }

  @Test
  void lacedFramesAreToldApart() throws IOException {
    byte[] xiph = join(new byte[] {2, (byte) 255, 1, 3}, new byte[256 + 3 + 5]);
    // 600 as 0x4258, then 600 - 590 less the bias of 63: 0xb5; the last takes what is left.
    byte[] ebml =
        join(new byte[] {2, 0x42, 0x58, (byte) (0x80 | (63 - 10))}, new byte[600 + 590 + 7]);
    byte[] fixed = join(new byte[] {3}, new byte[4 * 9]);
    byte[] cluster =
        element(
            Ids.CLUSTER,
            number(Ids.TIMESTAMP, 0),
            block(1, 0, KEY | XIPH, xiph),
            block(1, 72, KEY | EBML, ebml),
            block(1, 144, KEY | FIXED, fixed),
            // Three frames of ten bytes cannot be.
            block(1, 240, KEY | FIXED, join(new byte[] {2}, new byte[10])),
            block(1, 264, KEY, new byte[11]));
    MemorySource source = new MemorySource(file(sound(), cluster));
    MkvIndex index = MkvIndex.of(source);
    Track track = index.tracks().getFirst();
    Samples samples = index.samples(source, track, track.startTime(), track.endTime());
    int[] sizes = new int[samples.count()];
    long[] times = new long[samples.count()];
    Arrays.setAll(sizes, samples::size);
    Arrays.setAll(times, samples::time);
    assertThat(sizes).containsExactly(256, 3, 5, 600, 590, 7, 9, 9, 9, 9, 11);
    assertThat(times)
        .containsExactly(0, 1152, 2304, 3456, 4608, 5760, 6912, 8064, 9216, 10368, 12672);
    assertThat(track.endTime()).isEqualTo(12672 + 1152);
  }

  @Test
  void soundStaysOnItsGridAndLeavesItAfterAGap() throws IOException {
    WrittenFile blocks = new WrittenFile();
    // 24 ms frames at 48 kHz, written off by up to a millisecond; then half a frame is missing.
    int[] times = {0, 25, 48, 71, 96, 132, 156, 180};
    for (int time : times) {
      blocks.add(block(1, time, KEY, new byte[20]));
    }
    byte[] cluster = element(Ids.CLUSTER, number(Ids.TIMESTAMP, 0), blocks.bytes());
    MemorySource source = new MemorySource(file(sound(), cluster));
    MkvIndex index = MkvIndex.of(source);
    Track track = index.tracks().getFirst();
    Samples samples = index.samples(source, track, track.startTime(), track.endTime());
    long[] found = new long[samples.count()];
    Arrays.setAll(found, samples::time);
    assertThat(found).containsExactly(0, 1152, 2304, 3456, 4608, 132 * 48, 156 * 48, 180 * 48);
    assertThat(index.firstAtOrAfter(track, 1153)).isEqualTo(2304);
    assertThat(index.firstAtOrAfter(track, 2304)).isEqualTo(2304);
  }

  @Test
  void clustersOfUnknownSizeEndWithTheNext() throws IOException {
    byte[] content =
        join(
            unknown(Ids.CLUSTER),
            number(Ids.TIMESTAMP, 0),
            block(1, 0, KEY, picture(true, 50)),
            element(Ids.VOID, new byte[30]),
            block(1, 1000, 0, picture(false, 40)),
            unknown(Ids.CLUSTER),
            number(Ids.TIMESTAMP, 70_000),
            block(1, 0, KEY, picture(true, 50)),
            element(Ids.TAGS, new byte[0]));
    byte[] file =
        join(WrittenFile.head(), unknown(Ids.SEGMENT), element(Ids.TRACKS, video(1)), content);
    MemorySource source = new MemorySource(file);
    MkvIndex index = MkvIndex.of(source);
    Track track = index.tracks().getFirst();
    assertThat(index.entryPoints(track)).containsExactly(0, 70_000);
    assertThat(index.samples(source, track, 0, 70_000).count()).isEqualTo(2);
    assertThat(index.samples(source, track, 70_000, track.endTime()).count()).isEqualTo(1);
  }

  @Test
  void damageBetweenClustersIsPassedOver() throws IOException {
    byte[] one =
        element(Ids.CLUSTER, number(Ids.TIMESTAMP, 0), block(1, 0, KEY, picture(true, 50)));
    byte[] two =
        element(Ids.CLUSTER, number(Ids.TIMESTAMP, 2000), block(1, 0, KEY, picture(true, 50)));
    MemorySource source = new MemorySource(file(video(1), join(one, new byte[100_000], two)));
    MkvIndex index = MkvIndex.of(source);
    Track track = index.tracks().getFirst();
    assertThat(index.samples(source, track, 0, track.endTime()).count()).isEqualTo(2);
  }

  @Test
  void saysWhatItCannotOpen() {
    assertThatThrownBy(
            () -> MkvIndex.of(new MemorySource(element(Ids.EBML, text(Ids.DOC_TYPE, "x")))))
        .isInstanceOf(UnsupportedMedia.class);
    byte[] encrypted =
        element(
            Ids.CONTENT_ENCODINGS,
            element(Ids.CONTENT_ENCODING, number(Ids.CONTENT_ENCODING_TYPE, 1)));
    assertThatThrownBy(() -> MkvIndex.of(new MemorySource(file(video(1, encrypted), new byte[0]))))
        .isInstanceOf(RefusedMedia.class)
        .hasMessageContaining("encrypted");
  }

  private static byte[] sound() {
    return entry(
        1,
        TrackEntry.AUDIO,
        "A_MPEG/L3",
        element(
            Ids.AUDIO,
            element(Ids.SAMPLING_FREQUENCY, new byte[] {0x47, 0x3b, (byte) 0x80, 0}),
            number(Ids.CHANNELS, 2)));
  }

  private static byte[] file(byte[] entry, byte[] clusters) {
    return join(WrittenFile.head(), element(Ids.SEGMENT, element(Ids.TRACKS, entry), clusters));
  }
}
