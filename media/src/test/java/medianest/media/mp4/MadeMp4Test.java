package medianest.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import medianest.media.TestMedia;
import medianest.media.codec.Codec;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.FileSource;
import medianest.media.io.MemorySource;
import medianest.media.io.UnsupportedMedia;
import medianest.media.probe.IndexStore;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.media.track.SampleFormat;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Media whose content is known, since the project's own script makes them. */
class MadeMp4Test {

  private static final int FRAMES = 288;

  private static Mp4Index open(String name) throws IOException {
    try (FileSource source = FileSource.open(TestMedia.file(name))) {
      return Mp4Reader.open(source);
    }
  }

  /** One line a sample: time before the last, size, key frame, hash of its bytes. */
  private static List<String> samples(String name, int track) throws IOException {
    try (FileSource source = FileSource.open(TestMedia.file(name))) {
      Mp4Index index = Mp4Reader.open(source);
      Track one = index.tracks().get(track);
      Samples samples = index.samples(source, one, one.startTime(), one.endTime());
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < samples.count(); i++) {
        byte[] bytes = source.bytes(samples.offset(i), samples.size(i));
        lines.add(
            (samples.time(samples.count() - 1) - samples.time(i))
                + " "
                + samples.size(i)
                + " "
                + samples.key(i)
                + " "
                + Arrays.hashCode(bytes));
      }
      return lines;
    }
  }

  /**
   * However the boxes are arranged, the film is the same. Only where it starts differs: ffmpeg
   * writes no edit list into fragmented files, and moves a first sample that would lie before zero.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "avc-aac-faststart.mp4",
        "avc-aac.mov",
        "avc-negative-offsets.mp4",
        "avc-fragmented.mp4",
        "avc-fragmented-old.mp4",
        "avc-partly-fragmented.mp4"
      })
  void everyArrangementHoldsTheSameSamples(String name) throws IOException {
    assertThat(samples(name, 0)).hasSize(FRAMES).isEqualTo(samples("avc-aac.mp4", 0));
    List<String> sound = samples("avc-aac.mp4", 1);
    assertThat(samples(name, 1)).hasSameSizeAs(sound).endsWith(tail(sound));
  }

  /** Of programs that name a track after themselves, and of somebody who named it. */
  @ParameterizedTest
  @CsvSource({"VideoHandler, ''", "264@GPAC0.8., ''", "Night cut...,Night cut..."})
  void aTrackIsNotNamedAfterWhatWroteIt(String written, String read) throws IOException {
    String film = Files.readString(TestMedia.file("avc-aac.mp4"), StandardCharsets.ISO_8859_1);
    assertThat(film).contains("VideoHandler");
    byte[] named = film.replace("VideoHandler", written).getBytes(StandardCharsets.ISO_8859_1);
    Mp4Index index = Mp4Reader.open(new MemorySource(named));
    assertThat(index.tracks().getFirst().name()).isEqualTo(read);
  }

  private static String[] tail(List<String> lines) {
    return lines.subList(1, lines.size()).toArray(String[]::new);
  }

  @Test
  void aKeyFrameEveryTwoSecondsIsAnEntryPoint() throws IOException {
    Mp4Index index = open("avc-aac.mp4");
    Track video = index.tracks().getFirst();
    assertThat(video.timescale()).isEqualTo(24_000);
    assertThat(index.entryPoints(video)).containsExactly(points(6));
    assertThat(video.startTime()).isZero();
    assertThat(video.endTime()).isEqualTo(FRAMES * 1001L);
    assertThat(index.entryPoints(index.tracks().get(1))).isEmpty();
  }

  private static long[] points(int count) {
    long[] points = new long[count];
    Arrays.setAll(points, i -> i * 48L * 1001L);
    return points;
  }

  /** The file marks recovery points as key frames; no browser starts at one. */
  @Test
  void openGroupsOfPicturesAreNoEntryPoints() throws IOException {
    Mp4Index avc = open("avc-open-gop.mp4");
    assertThat(avc.entryPoints(avc.tracks().getFirst())).containsExactly(0L);
    Mp4Index hevc = open("hevc-open.mp4");
    assertThat(hevc.entryPoints(hevc.tracks().getFirst())).containsExactly(0L);
    Mp4Index closed = open("hevc-closed.mp4");
    assertThat(closed.entryPoints(closed.tracks().getFirst())).hasSize(4);
  }

  @Test
  void audioStartsBeforeZeroByItsPriming() throws IOException {
    Track audio = open("avc-aac.mp4").tracks().get(1);
    assertThat(audio.timescale()).isEqualTo(48_000);
    assertThat(audio.startTime()).isEqualTo(-1024);
    assertThat(audio.format())
        .isInstanceOfSatisfying(
            SampleFormat.Audio.class,
            aac -> {
              assertThat(aac.codecString()).isEqualTo("mp4a.40.2");
              assertThat(aac.channels()).isEqualTo(2);
              assertThat(aac.frameLength()).isEqualTo(1024);
            });
  }

  /** The vectors of the segment plan: frames 188 and 376 begin at or after 4.004 and 8.008 s. */
  @Test
  void audioIsCutAtTheFirstFrameAtOrAfterABoundary() throws IOException {
    Mp4Index index = open("avc-aac.mp4");
    Track audio = index.tracks().get(1);
    assertThat(index.firstAtOrAfter(audio, 4004L * 48)).isEqualTo(188 * 1024);
    assertThat(index.firstAtOrAfter(audio, 8008L * 48)).isEqualTo(376 * 1024);
    assertThat(index.firstAtOrAfter(audio, audio.endTime())).isEqualTo(audio.endTime());
  }

  @ParameterizedTest
  @ValueSource(strings = {"avc-aac.mp4", "avc-fragmented.mp4", "vp9.mp4", "hevc-closed.mp4"})
  void spansBetweenBoundariesArePartitions(String name) throws IOException {
    Mp4Index index = open(name);
    for (Track track : index.tracks()) {
      long[] boundaries = boundaries(index, track);
      long count = 0;
      long bytes = 0;
      for (int i = 0; i + 1 < boundaries.length; i++) {
        Samples samples =
            index.samples(new MemorySource(new byte[0]), track, boundaries[i], boundaries[i + 1]);
        assertThat(samples.startTime()).isGreaterThanOrEqualTo(boundaries[i]);
        assertThat(samples.byteCount())
            .isEqualTo(index.byteCount(track, boundaries[i], boundaries[i + 1]));
        count += samples.count();
        bytes += samples.byteCount();
      }
      assertThat(count).isEqualTo(track.sampleCount());
      assertThat(bytes).isEqualTo(track.byteCount());
    }
  }

  private static long[] boundaries(Mp4Index index, Track track) {
    List<Long> boundaries = new ArrayList<>();
    boundaries.add(track.startTime());
    for (long seconds = 2; seconds < 12; seconds += 2) {
      boundaries.add(index.firstAtOrAfter(track, seconds * track.timescale()));
    }
    if (index.entryPoints(track).length > 0) {
      boundaries.clear();
      Arrays.stream(index.entryPoints(track)).forEach(boundaries::add);
    }
    boundaries.add(track.endTime());
    return boundaries.stream().distinct().mapToLong(Long::longValue).toArray();
  }

  @Test
  void titleAndLanguagesAreRead() throws IOException {
    Mp4Index index = open("avc-two-sounds.mp4");
    assertThat(index.title()).isEqualTo("Sunrise");
    assertThat(index.tracks()).extracting(Track::language).containsExactly("und", "de", "en");
    assertThat(index.tracks()).extracting(Track::isDefault).containsExactly(true, true, false);
  }

  @ParameterizedTest
  @CsvSource({
    "opus-only.mp4, 0, OPUS, Opus",
    "flac-only.mp4, 0, FLAC, fLaC",
    "ac3-eac3.mp4, 0, AC3, ac-3",
    "ac3-eac3.mp4, 1, EAC3, ec-3",
    "vp9.mp4, 0, VP9, vp09.00.10.08",
    "avc-aac.mp4, 0, AVC, avc1.42c00a"
  })
  void codecsAreNamed(String name, int track, Codec codec, String codecString) throws IOException {
    SampleFormat format = open(name).tracks().get(track).format();
    assertThat(format.codec()).isEqualTo(codec);
    assertThat(format.codecString()).startsWith(codecString.substring(0, 4));
  }

  @Test
  void parameterSetsInBandMoveIntoTheConfiguration() throws IOException {
    SampleFormat format = open("hevc-in-band.mp4").tracks().getFirst().format();
    assertThat(format.codecString()).startsWith("hvc1.1.6.L");
  }

  @Test
  void quickTimeIsToldFromMp4() throws IOException {
    assertThat(open("avc-aac.mov").container()).isEqualTo(Container.QUICKTIME);
    assertThat(open("avc-aac.mp4").container()).isEqualTo(Container.MP4);
  }

  @Test
  void aTimescaleOfNanosecondsOverflowsNothing() throws IOException {
    Mp4Index index = open("ticks-of-a-nanosecond.mp4");
    assertThat(index.durationUs()).isBetween(3_990_000L, 4_050_000L);
    assertThat(index.entryPoints(index.tracks().getFirst())).hasSize(2);
  }

  @Test
  void aPieceOfAStreamIsNoFilm() throws IOException {
    byte[] bytes = Files.readAllBytes(TestMedia.file("avc-fragmented.mp4"));
    int moof = 0;
    while (ByteBuffer.wrap(bytes).getInt(moof + 4) != 0x6d6f_6f66) {
      moof += ByteBuffer.wrap(bytes).getInt(moof);
    }
    byte[] piece = Arrays.copyOfRange(bytes, moof, bytes.length);
    assertThatThrownBy(() -> Mp4Reader.open(new MemorySource(piece)))
        .isInstanceOf(UnsupportedMedia.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avc-aac.mp4", "avc-two-sounds.mp4", "ac3-eac3.mp4"})
  void aKeptIndexIsTheSame(String name) throws IOException {
    Mp4Index index = open(name);
    Bytes stored = IndexStore.write(index);
    MediaIndex again = IndexStore.read(stored).orElseThrow();
    assertThat(again.tracks()).isEqualTo(index.tracks());
    assertThat(again.title()).isEqualTo(index.title());
    assertThat(again.chapters()).isEqualTo(index.chapters());
    for (Track track : index.tracks()) {
      assertThat(again.entryPoints(track)).isEqualTo(index.entryPoints(track));
    }
    assertThat(IndexStore.write(again)).isEqualTo(stored);
    for (int i = 0; i < stored.length(); i += 97) {
      byte[] damaged = stored.toArray();
      damaged[i] ^= 0x20;
      assertThat(IndexStore.read(Bytes.of(damaged))).as("changed at %s", i).isEmpty();
      assertThat(IndexStore.read(stored.slice(0, i))).as("cut at %s", i).isEmpty();
    }
  }

  /** Goal P3: two hours cost less than 2 MB of reads beyond the moov, and 2 MB an hour to keep. */
  @Test
  void twoHoursAreIndexedFromTheDescriptionAndALittleMore(@TempDir Path folder) throws IOException {
    Path film = folder.resolve("film.mp4");
    TestMedia.run(
        "ffmpeg",
        "-nostdin",
        "-v",
        "error",
        "-stream_loop",
        "599",
        "-i",
        TestMedia.file("avc-aac.mp4").toString(),
        "-c",
        "copy",
        film.toString());
    try (CountingSource source = new CountingSource(FileSource.open(film))) {
      long start = System.nanoTime();
      Mp4Index index = Mp4Reader.open(source);
      long tookMs = (System.nanoTime() - start) / 1_000_000;
      long moov = moovSize(film);
      int kept = IndexStore.write(index).length();
      System.out.printf(
          "2 h: %d ms cold, moov %d bytes, beyond it %d bytes in %d reads, index %d bytes%n",
          tookMs, moov, source.bytes.get() - moov, source.reads.get(), kept);
      assertThat(index.durationUs()).isGreaterThan(7_100_000_000L);
      assertThat(index.entryPoints(index.tracks().getFirst())).hasSize(3600);
      assertThat(source.bytes.get() - moov).isLessThan(2_000_000);
      assertThat(source.reads.get()).isLessThan(500);
      assertThat(kept).isLessThan(4_000_000);
    }
  }

  private static long moovSize(Path film) throws IOException {
    try (FileSource source = FileSource.open(film)) {
      long at = 0;
      while (true) {
        ByteBuffer head = ByteBuffer.wrap(source.bytes(at, 16));
        long size = head.getInt() & 0xffff_ffffL;
        int type = head.getInt();
        size = size == 1 ? head.getLong() : size;
        if (type == 0x6d6f_6f76) {
          return size;
        }
        at += size;
      }
    }
  }

  /** Counts what is read. */
  private static final class CountingSource implements ByteSource {

    private final ByteSource source;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();

    CountingSource(ByteSource source) {
      this.source = source;
    }

    @Override
    public long length() {
      return source.length();
    }

    @Override
    public void read(long position, ByteBuffer target) throws IOException {
      bytes.addAndGet(target.remaining());
      reads.incrementAndGet();
      source.read(position, target);
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
