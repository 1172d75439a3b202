package medianest.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import medianest.media.Corpus;
import medianest.media.TestMedia;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.MediaException;
import medianest.media.io.MemorySource;
import medianest.media.probe.IndexStore;
import medianest.media.probe.Probe;
import medianest.media.probe.Sniffed;
import medianest.media.track.MediaIndex;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Files that were cut or changed are indexed or refused with a sentence, and nothing else ever
 * comes out. The heap of the test's process is small, so an allocation that believes the file fails
 * here.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Isolated("it bounds how long one file takes")
class DamageTest {

  private static final int RANDOM_CUTS = 200;
  private static final int MUTATIONS = 10_000;

  /** Far above what any of them takes, so that only a hang or a runaway loop is caught. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final int LARGEST_FILE = 4 << 20;

  @Test
  void cutFilesAreIndexedOrRefused() throws IOException {
    Random random = new Random(1);
    Tally tally = new Tally();
    for (Path file : media()) {
      byte[] whole = Files.readAllBytes(file);
      for (int cut : cuts(whole, random)) {
        tally.open(file + " cut at " + cut, new CutSource(whole, cut));
      }
    }
    tally.report("cut");
    assertThat(tally.opened).isPositive();
    assertThat(tally.refused).isPositive();
  }

  @Test
  void changedFilesAreIndexedOrRefused() throws IOException {
    Random random = new Random(2);
    Tally tally = new Tally();
    List<Path> files = media();
    int each = Math.ceilDiv(MUTATIONS, files.size());
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      byte[] changed = whole.clone();
      for (int i = 0; i < each; i++) {
        System.arraycopy(whole, 0, changed, 0, whole.length);
        mutate(changed, random);
        tally.open(file + " mutation " + i, new MemorySource(changed));
      }
    }
    tally.report("changed");
    assertThat(tally.opened).isPositive();
    assertThat(tally.refused).isPositive();
  }

  /** A time that fits its field, and that nobody can count in microseconds. */
  @Test
  void timesBeyondTheEndOfAnyFilmAreRefused() throws IOException {
    int tried = 0;
    for (Path file : TestMedia.mp4Files()) {
      byte[] bytes = Files.readAllBytes(file);
      int time = find(bytes, "tfdt");
      if (time >= 0 && bytes[time + 4] == 1) {
        ByteBuffer.wrap(bytes).putLong(time + 8, (1L << 60) - 1);
        assertThatThrownBy(() -> Probe.open(new MemorySource(bytes)))
            .isInstanceOf(BrokenMedia.class);
        tried++;
      }
    }
    assertThat(tried).isPositive();
  }

  private static List<Path> media() {
    List<Path> files = new ArrayList<>(TestMedia.mp4Files());
    if (Corpus.present()) {
      files.addAll(Corpus.mp4Files());
    }
    files.removeIf(file -> file.toFile().length() > LARGEST_FILE);
    return files;
  }

  /** Every place at which a box begins or ends, on every level, and some others. */
  private static List<Integer> cuts(byte[] whole, Random random) throws IOException {
    List<Integer> cuts = new ArrayList<>();
    boundaries(whole, 0, whole.length, cuts);
    for (int i = 0; i < RANDOM_CUTS; i++) {
      cuts.add(random.nextInt(whole.length));
    }
    return cuts;
  }

  private static void boundaries(byte[] bytes, int from, int to, List<Integer> cuts) {
    int at = from;
    while (at + 8 <= to && cuts.size() < 1000) {
      long size =
          (bytes[at] & 0xffL) << 24
              | (bytes[at + 1] & 0xff) << 16
              | (bytes[at + 2] & 0xff) << 8
              | (bytes[at + 3] & 0xff);
      if (size < 8 || size > to - at) {
        return;
      }
      cuts.add(at);
      cuts.add(at + 8);
      String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (List.of("moov", "trak", "mdia", "minf", "stbl", "moof", "traf", "edts", "udta", "mvex")
          .contains(type)) {
        boundaries(bytes, at + 8, (int) (at + size), cuts);
      }
      at += (int) size;
    }
  }

  /** Changes a few bytes, mostly where the description lies, since samples are hardly read. */
  private static void mutate(byte[] bytes, Random random) {
    int moov = find(bytes, "moov");
    int moof = find(bytes, "moof");
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      if (random.nextInt(4) > 0) {
        int start = moof >= 0 && random.nextBoolean() ? moof : Math.max(0, moov);
        at = Math.min(bytes.length - 1, start + random.nextInt(3000));
      }
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
        default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0);
      }
    }
  }

  private static int find(byte[] bytes, String type) {
    byte[] wanted = type.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i + 4 <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + 4, wanted, 0, 4)) {
        return i;
      }
    }
    return -1;
  }

  /** The first bytes of a file, without a copy for each cut. */
  private static final class CutSource implements ByteSource {

    private final byte[] whole;
    private final long length;

    CutSource(byte[] whole, long length) {
      this.whole = whole;
      this.length = length;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public void read(long position, ByteBuffer target) throws BrokenMedia {
      int size = target.remaining();
      if (position < 0 || position > length - size) {
        throw new BrokenMedia("The file ends at byte " + length + ".");
      }
      target.put(whole, (int) position, size);
    }

    @Override
    public void close() {}
  }

  /** Opens, uses what came out, and counts. */
  private static final class Tally {

    private int opened;
    private int refused;
    private long longestNanos;
    private String longest = "";

    void open(String name, ByteSource source) {
      long start = System.nanoTime();
      try {
        Sniffed sniffed = Probe.open(source);
        if (sniffed instanceof Sniffed.Indexed indexed) {
          use(source, indexed.index());
        }
        opened++;
      } catch (MediaException e) {
        assertThat(e.getMessage()).as(name).endsWith(".");
        refused++;
      } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
        throw new AssertionError(name, e);
      }
      long took = System.nanoTime() - start;
      if (took > longestNanos) {
        longestNanos = took;
        longest = name;
      }
      assertThat(Duration.ofNanos(took)).as(name).isLessThan(LONGEST);
    }

    private static void use(ByteSource source, MediaIndex index) throws IOException {
      assertThat(index.durationUs()).isNotNegative();
      for (Track track : index.tracks()) {
        long[] points = index.entryPoints(track);
        assertThat(points).isSorted();
        long middle = (track.startTime() + track.endTime()) / 2;
        long boundary = index.firstAtOrAfter(track, middle);
        if (points.length > 0) {
          boundary = points[points.length / 2];
        }
        int before = index.samples(source, track, track.startTime(), boundary).count();
        int after = index.samples(source, track, boundary, track.endTime()).count();
        assertThat((long) before + after).isEqualTo(track.sampleCount());
        assertThat(index.byteCount(track, track.startTime(), track.endTime()))
            .isEqualTo(track.byteCount());
      }
      Bytes stored = IndexStore.write(index);
      assertThat(IndexStore.read(stored)).isPresent();
    }

    void report(String how) {
      System.out.printf(
          "%s: %d opened, %d refused, the slowest took %d ms: %s%n",
          how, opened, refused, longestNanos / 1_000_000, longest);
    }
  }
}
