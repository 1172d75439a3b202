package medianest.media.mp4;

import java.util.Arrays;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.track.Column;
import medianest.media.track.Samples;

/**
 * The samples of one track in decode order: size, presentation time before edits, place, and
 * whether the file calls it a key frame.
 *
 * <p>Samples that lie one behind the other form a run. Only the place of a run is kept, and runs
 * are short, so the place of a sample is found by adding up a few sizes.
 */
final class SampleTable {

  private final Column sizes;
  private final Column times;

  /** The first sample of each run, and where it lies. */
  private final Column runStarts;

  private final Column runOffsets;

  /** One bit a sample; empty where every sample is a key frame. */
  private final long[] keys;

  private final Totals totals;

  /** What is true of all samples together: the first time, the last end, and their bytes. */
  private record Totals(long start, long end, long byteCount) {}

  private SampleTable(
      Column sizes, Column times, Column runStarts, Column runOffsets, long[] keys, Totals totals) {
    this.sizes = sizes;
    this.times = times;
    this.runStarts = runStarts;
    this.runOffsets = runOffsets;
    this.keys = keys;
    this.totals = totals;
  }

  int count() {
    return sizes.count();
  }

  int size(int i) {
    return (int) sizes.at(i);
  }

  /** Presentation time before edits, in ticks of the track. */
  long time(int i) {
    return times.at(i);
  }

  /** When the sample that is shown first begins; 0 where there is none. */
  long start() {
    return totals.start();
  }

  /** When the sample that is shown last ends. */
  long end() {
    return totals.end();
  }

  long byteCount() {
    return totals.byteCount();
  }

  long byteCount(int from, int to) {
    long bytes = 0;
    for (int i = from; i < to; i++) {
      bytes += sizes.at(i);
    }
    return bytes;
  }

  /** Whether every sample is a key frame. */
  boolean allKeys() {
    return keys.length == 0;
  }

  boolean key(int i) {
    return keys.length == 0 || (keys[i >> 6] & 1L << (i & 63)) != 0;
  }

  long offset(int i) {
    int run = runStarts.lastAtMost(i);
    return runOffsets.at(run) + byteCount((int) runStarts.at(run), i);
  }

  /** The place of the first sample whose time is at least {@code time}, where times rise. */
  int firstAtLeast(long time) {
    return times.firstAtLeast(time);
  }

  /**
   * The samples from {@code from} up to {@code to}.
   *
   * @param shift added to every time
   * @param endTime where they end, with the shift
   */
  Samples slice(int from, int to, long shift, long endTime) {
    int count = Math.max(0, to - from);
    long[] offsets = new long[count];
    int[] lengths = new int[count];
    long[] starts = new long[count];
    long[] marks = new long[(count + 63) / 64];
    int run = count == 0 ? 0 : runStarts.lastAtMost(from);
    long offset = count == 0 ? 0 : offset(from);
    for (int i = from; i < to; i++) {
      if (run + 1 < runStarts.count() && runStarts.at(run + 1) == i) {
        run++;
        offset = runOffsets.at(run);
      }
      int k = i - from;
      offsets[k] = offset;
      lengths[k] = size(i);
      starts[k] = time(i) + shift;
      if (key(i)) {
        marks[k >> 6] |= 1L << (k & 63);
      }
      offset += lengths[k];
    }
    return new Samples(offsets, lengths, starts, marks, endTime);
  }

  void writeTo(ByteRecord record) {
    sizes.writeTo(record);
    times.writeTo(record);
    runStarts.writeTo(record);
    runOffsets.writeTo(record);
    record.i32(keys.length);
    for (long word : keys) {
      record.i64(word);
    }
    record.i64(totals.start()).i64(totals.end()).i64(totals.byteCount());
  }

  static SampleTable readFrom(ByteCursor cursor) throws BrokenMedia {
    Column sizes = Column.readFrom(cursor);
    Column times = Column.readFrom(cursor);
    Column runStarts = Column.readFrom(cursor);
    Column runOffsets = Column.readFrom(cursor);
    int words = cursor.i32();
    if (words < 0 || words > cursor.remaining() / 8) {
      throw new BrokenMedia("A stored index does not hold the numbers that it announces.");
    }
    long[] keys = new long[words];
    for (int i = 0; i < words; i++) {
      keys[i] = cursor.i64();
    }
    return new SampleTable(
        sizes,
        times,
        runStarts,
        runOffsets,
        keys,
        new Totals(cursor.i64(), cursor.i64(), cursor.i64()));
  }

  /** Takes samples in decode order. */
  static final class Builder {

    /** Samples whose sizes are added up, at most, to find the place of one. */
    private static final int LONGEST_RUN = 128;

    private final long fileLength;
    private final boolean rising;
    private final Column.Builder sizes = new Column.Builder();
    private final Column.Builder times = new Column.Builder();
    private final Column.Builder runStarts = new Column.Builder();
    private final Column.Builder runOffsets = new Column.Builder();
    private long[] keys = new long[16];
    private long keyWord;
    private int keyCount;
    private int runLength;
    private long runEnd;
    private long lastTime = Long.MIN_VALUE;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private long end;
    private long byteCount;
    private boolean cut;

    /**
     * For a table over a file.
     *
     * @param fileLength past which no sample can lie
     * @param rising whether a sample is never shown before the one that it follows, as is true of
     *     everything but video
     */
    Builder(long fileLength, boolean rising) {
      this.fileLength = fileLength;
      this.rising = rising;
    }

    int count() {
      return sizes.count();
    }

    /** Whether a sample was met that the file no longer holds; nothing is taken after it. */
    boolean cut() {
      return cut;
    }

    Builder add(long offset, long size, long time, long duration, boolean key) throws BrokenMedia {
      if (cut || offset < 0 || size > fileLength - offset) {
        cut = true;
        return this;
      }
      byteCount += size;
      if (byteCount > fileLength) {
        throw new BrokenMedia("The file describes more samples than it has room for.");
      }
      if (size > Integer.MAX_VALUE) {
        throw new BrokenMedia("The file describes a sample of more than 2 GB.");
      }
      place(offset, size);
      mark(key);
      long shown = Ticks.checked(rising ? Math.max(lastTime, time) : time);
      lastTime = shown;
      sizes.add(size);
      times.add(shown);
      earliest = Math.min(earliest, shown);
      if (shown >= latest) {
        latest = shown;
        // A track that has samples lasts a tick at least, or no span of time would hold them.
        end = Ticks.checked(shown + Math.max(1, duration));
      }
      return this;
    }

    private void place(long offset, long size) {
      if (runLength == 0 || runLength == LONGEST_RUN || offset != runEnd) {
        runStarts.add(sizes.count());
        runOffsets.add(offset);
        runLength = 0;
      }
      runLength++;
      runEnd = offset + size;
    }

    private void mark(boolean key) {
      int i = sizes.count();
      if (key) {
        keyWord |= 1L << (i & 63);
        keyCount++;
      }
      if ((i & 63) == 63) {
        keep(i >> 6);
      }
    }

    private void keep(int word) {
      if (word == keys.length) {
        keys = Arrays.copyOf(keys, 2 * keys.length);
      }
      keys[word] = keyWord;
      keyWord = 0;
    }

    SampleTable build() {
      int count = sizes.count();
      if ((count & 63) != 0) {
        keep(count >> 6);
      }
      long[] marks = keyCount == count ? new long[0] : Arrays.copyOf(keys, (count + 63) / 64);
      return new SampleTable(
          sizes.build(),
          times.build(),
          runStarts.build(),
          runOffsets.build(),
          marks,
          new Totals(count == 0 ? 0 : earliest, end, byteCount));
    }
  }
}
