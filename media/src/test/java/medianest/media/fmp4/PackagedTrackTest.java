package medianest.media.fmp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import medianest.media.io.MemorySource;
import medianest.media.io.UnsupportedMedia;
import medianest.media.segment.Formats;
import medianest.media.segment.SegmentPlan;
import medianest.media.segment.TableIndex;
import medianest.media.segment.TrackSegments;
import medianest.media.track.PixelAspect;
import medianest.media.track.Rotation;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;

final class PackagedTrackTest {

  private final byte[] file = new byte[400_000];
  private final MemorySource source = new MemorySource(file);
  private final TableIndex index = new TableIndex();

  PackagedTrackTest() {
    new Random(1).nextBytes(file);
  }

  @Test
  void derivesDecodeTimesFromThoseOfPresentation() throws Exception {
    long[] times = {0, 3003, 1001, 2002};
    Track film = index.add(Formats.avc(), 24_000, samples(times, 4004));

    ReadFragment fragment = read(film, 0);

    assertThat(fragment.baseTime()).isZero();
    assertThat(fragment.samples())
        .extracting(ReadFragment.Sample::decodeTime)
        .containsExactly(0L, 1001L, 2002L, 3003L);
    assertThat(fragment.samples())
        .extracting(ReadFragment.Sample::compositionOffset)
        .containsExactly(0, 2002, -1001, -1001);
    assertThat(fragment.samples()).extracting(ReadFragment.Sample::duration).containsOnly(1001);
    assertThat(fragment.samples())
        .extracting(ReadFragment.Sample::sync)
        .containsExactly(true, false, false, false);
  }

  @Test
  void headOf96PicturesIsSmall() throws Exception {
    long[] times = new long[96];
    for (int i = 0; i < 96; i++) {
      // A variable rate, and neighbours out of order, so that durations and offsets are written.
      int shown = i == 0 || i == 95 ? i : i % 2 == 1 ? i + 1 : i - 1;
      times[i] = shown * 1001L + shown % 2;
    }
    Track film = index.add(Formats.avc(), 24_000, samples(times, 96 * 1001 + 5));

    // moof, mfhd, traf, tfhd, tfdt, trun with three fields a sample, and the header of mdat.
    assertThat(segment(film, 0).head().remaining())
        .isEqualTo(8 + 16 + 8 + 20 + 20 + (24 + 96 * 12) + 8);
  }

  @Test
  void segmentsAreAPartitionOfTheSamples() throws Exception {
    Track film = index.add(Formats.avc(), 25, Formats.steady(3, 1, 1000, 30, 400));

    TrackSegments segments = segments(film);
    List<byte[]> out = new ArrayList<>();
    long end = 3;
    for (int k = 0; k < segments.count(); k++) {
      ReadFragment fragment = read(film, k);
      assertThat(fragment.sequenceNumber()).isEqualTo(k + 1);
      assertThat(fragment.baseTime()).isEqualTo(end).isEqualTo(segments.start(k));
      assertThat(fragment.samples().getFirst().sync()).isTrue();
      end += fragment.samples().stream().mapToLong(ReadFragment.Sample::duration).sum();
      fragment.samples().forEach(s -> out.add(s.bytes().toArray()));
    }

    assertThat(end).isEqualTo(segments.end(segments.count() - 1));
    assertThat(out).hasSize(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(out.get(i)).isEqualTo(source.bytes(i * 400L, 400));
    }
  }

  @Test
  void pictureBetweenLittleElseLeavesAsOneSpan() throws Exception {
    Track film = index.add(Formats.avc(), 25, spread(100, 1000, 1020));

    MediaSegment segment = segment(film, 0);

    assertThat(segment).isInstanceOf(MediaSegment.Spanned.class);
    assertThat(segment.pieces()).containsExactly(new FileSpan(0, 99 * 1020 + 1000));
    assertThat(Box.all(segment.gather(source)).getLast().content().remaining())
        .isEqualTo(99 * 1020 + 1000);
    assertCarries(segment, 100, 1020, 1000);
  }

  @Test
  void soundBetweenPicturesLeavesItsNeighboursBehind() throws Exception {
    Track sound = index.add(Formats.aac(), 48_000, spread(90, 100, 4000));

    MediaSegment segment = segment(sound, 0);

    assertThat(segment).isInstanceOf(MediaSegment.Scattered.class);
    assertThat(Box.all(segment.gather(source)).getLast().content().remaining()).isEqualTo(90 * 100);
    assertCarries(segment, 90, 4000, 100);
  }

  @Test
  void everySampleGetsBackWhatTheContainerStripped() throws Exception {
    Samples plain = Formats.steady(0, 1, 10, 10, 100);
    long[] offsets = new long[10];
    int[] sizes = new int[10];
    long[] times = new long[10];
    for (int i = 0; i < 10; i++) {
      offsets[i] = plain.offset(i);
      sizes[i] = 103;
      times[i] = i;
    }
    Bytes prefix = Bytes.of(new byte[] {9, 8, 7});
    Track film =
        index.add(
            Formats.avc(), 25, new Samples(offsets, sizes, times, new long[] {1}, 10, prefix));

    MediaSegment segment = segment(film, 0);
    ReadFragment fragment = ReadFragment.of(segment.gather(source));

    assertThat(segment.byteCount()).isEqualTo(segment.gather(source).remaining());
    assertThat(fragment.samples()).hasSize(10);
    for (int i = 0; i < 10; i++) {
      byte[] bytes = fragment.samples().get(i).bytes().toArray();
      assertThat(bytes).hasSize(103).startsWith(9, 8, 7).endsWith(source.bytes(i * 100L, 100));
    }
  }

  @Test
  void soundThatWindsTheDecoderUpHasAnEditAndNoNegativeTimes() throws Exception {
    Track sound = index.add(Formats.aac(), 48_000, Formats.steady(-1024, 1024, 100, 1, 50));

    ByteBuffer init = new PackagedTrack(index, segments(sound)).init();
    Box elst = Box.at(init, "moov", "trak", "edts", "elst");

    assertThat(elst.u64(8)).as("duration").isZero();
    assertThat(elst.u64(16)).as("media time").isEqualTo(1024);
    assertThat(read(sound, 0).baseTime()).isZero();
    assertThat(read(sound, 1).baseTime()).isEqualTo(segments(sound).start(1) + 1024);
  }

  @Test
  void keyFrameStandsAloneUntilTheNext() throws Exception {
    Track film = index.add(Formats.avc(), 25, Formats.steady(0, 1, 100, 20, 400));

    MediaSegment key = new PackagedTrack(index, segments(film)).key(source, 2);
    ReadFragment fragment = ReadFragment.of(key.gather(source));

    assertThat(fragment.baseTime()).isEqualTo(40);
    assertThat(fragment.samples()).hasSize(1);
    assertThat(fragment.samples().getFirst().duration()).isEqualTo(20);
    assertThat(fragment.samples().getFirst().bytes().toArray())
        .isEqualTo(source.bytes(16_000, 400));
  }

  @Test
  void fileThatEndsTooEarlyIsBroken() throws Exception {
    Track film = index.add(Formats.avc(), 25, Formats.steady(0, 1, 500, 500, 1600));

    MediaSegment segment = segment(film, 0);

    assertThatThrownBy(() -> segment.gather(source)).isInstanceOf(BrokenMedia.class);
  }

  @Test
  void segmentThatNoPlayerCouldHoldIsUnsupported() throws Exception {
    Samples huge =
        new Samples(new long[] {0}, new int[] {1_500_000_000}, new long[] {0}, new long[] {1}, 25);
    Track film = index.add(Formats.avc(), 25, huge);

    assertThatThrownBy(() -> segment(film, 0))
        .isInstanceOf(UnsupportedMedia.class)
        .hasMessageContaining("larger than a gigabyte");
  }

  @Test
  void samplesBeyondFourGigabytesAreFound() throws Exception {
    long far = 5_000_000_000L;
    Samples samples =
        new Samples(
            new long[] {far, far + 500},
            new int[] {500, 100},
            new long[] {0, 1},
            new long[] {1},
            2);
    Track film = index.add(Formats.avc(), 25, samples);

    MediaSegment segment = segment(film, 0);

    assertThat(segment.pieces()).containsExactly(new FileSpan(far, 600));
    assertThat(
            Box.at(segment.head().slice(0, segment.head().remaining() - 8), "moof", "traf", "trun")
                .u32(8))
        .isEqualTo(segment.head().remaining());
  }

  @Test
  void turnedPictureKeepsItsSizeAndSaysHowItIsTurned() throws Exception {
    Track film =
        index.add(
            Formats.avc(new PixelAspect(4, 3), new Rotation(90, false)),
            25,
            Formats.steady(0, 1, 10, 10, 100));

    Box tkhd = Box.at(new PackagedTrack(index, segments(film)).init(), "moov", "trak", "tkhd");

    // x' = 720 - y, y' = x over a picture of 1707 by 720.
    assertThat(tkhd.u32(40)).as("a").isZero();
    assertThat(tkhd.u32(44)).as("b").isEqualTo(0x10000);
    assertThat(tkhd.u32(52)).as("c").isEqualTo(-0x10000);
    assertThat(tkhd.u32(64)).as("tx").isEqualTo(720 << 16);
    assertThat(tkhd.u32(68)).as("ty").isZero();
    assertThat(tkhd.u32(76)).as("width").isEqualTo(1707 << 16);
    assertThat(tkhd.u32(80)).as("height").isEqualTo(720 << 16);
  }

  private void assertCarries(MediaSegment segment, int count, int step, int size)
      throws IOException {
    ReadFragment fragment = ReadFragment.of(segment.gather(source));
    assertThat(fragment.samples()).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(fragment.samples().get(i).bytes().toArray())
          .isEqualTo(source.bytes((long) i * step, size));
    }
  }

  private ReadFragment read(Track track, int number) throws IOException {
    return ReadFragment.of(segment(track, number).gather(source));
  }

  private MediaSegment segment(Track track, int number) throws IOException {
    return new PackagedTrack(index, segments(track)).segment(source, number);
  }

  private TrackSegments segments(Track track) throws IOException {
    return SegmentPlan.of(index).track(track.number()).orElseThrow();
  }

  /** Samples of {@code size} bytes every {@code step} bytes, all in one segment. */
  private static Samples spread(int count, int size, int step) {
    long[] offsets = new long[count];
    int[] sizes = new int[count];
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = (long) i * step;
      sizes[i] = size;
      times[i] = i;
    }
    return new Samples(offsets, sizes, times, new long[] {1, 0}, count);
  }

  private static Samples samples(long[] times, long end) {
    long[] offsets = new long[times.length];
    int[] sizes = new int[times.length];
    for (int i = 0; i < times.length; i++) {
      offsets[i] = i * 100L;
      sizes[i] = 100;
    }
    return new Samples(offsets, sizes, times, new long[] {1}, end);
  }
}
