package medianest.media.track;

import java.util.Arrays;
import medianest.media.io.Bytes;

/**
 * A run of samples of one track in decode order, as parallel arrays, since objects per sample would
 * cost more than the samples' own headers.
 *
 * <p>Times are presentation times in ticks of the track. A sample's bytes lie at its offset in the
 * file, preceded by {@link #prefix()}, which Matroska's header stripping took away and which every
 * sample gets back; its size counts both.
 */
public final class Samples {

  private static final long[] NO_ENDS = {};

  private final int count;
  private final long[] offsets;
  private final int[] sizes;
  private final long[] times;
  private final long[] keys;
  private final long endTime;
  private final Bytes prefix;
  private final long[] ends;

  /**
   * @param keys one bit a sample, as in {@link java.util.BitSet#toLongArray()}
   * @param endTime the time at which the last of them, in order of presentation, ends
   */
  public Samples(
      long[] offsets, int[] sizes, long[] times, long[] keys, long endTime, Bytes prefix) {
    this(offsets, sizes, times, keys, endTime, prefix, NO_ENDS);
  }

  private Samples(
      long[] offsets,
      int[] sizes,
      long[] times,
      long[] keys,
      long endTime,
      Bytes prefix,
      long[] ends) {
    if (offsets.length != sizes.length || offsets.length != times.length) {
      throw new IllegalArgumentException(
          offsets.length + " offsets, " + sizes.length + " sizes, " + times.length + " times");
    }
    this.count = offsets.length;
    this.offsets = offsets;
    this.sizes = sizes;
    this.times = times;
    this.keys = keys;
    this.endTime = endTime;
    this.prefix = prefix;
    this.ends = ends;
  }

  public Samples(long[] offsets, int[] sizes, long[] times, long[] keys, long endTime) {
    this(offsets, sizes, times, keys, endTime, Bytes.EMPTY);
  }

  /** The same samples, each with an end of its own, as subtitles between silences have. */
  public Samples withEnds(long[] ends) {
    if (ends.length != count) {
      throw new IllegalArgumentException(ends.length + " ends of " + count + " samples");
    }
    return new Samples(offsets, sizes, times, keys, endTime, prefix, ends);
  }

  public int count() {
    return count;
  }

  /** Where the stored bytes of sample {@code i} begin in the file. */
  public long offset(int i) {
    return offsets[i];
  }

  /** Bytes of sample {@code i}, the prefix included. */
  public int size(int i) {
    return sizes[i];
  }

  /** Bytes of sample {@code i} that lie in the file. */
  public int storedSize(int i) {
    return sizes[i] - prefix.length();
  }

  public long time(int i) {
    return times[i];
  }

  /** When sample {@code i} ends: by its own end, else with the start of the next in this order. */
  public long end(int i) {
    if (ends.length > 0) {
      return ends[i];
    }
    return i + 1 < count ? times[i + 1] : endTime;
  }

  /** Whether decoding can start at sample {@code i}. */
  public boolean key(int i) {
    int word = i >> 6;
    return word < keys.length && (keys[word] & 1L << (i & 63)) != 0;
  }

  public long endTime() {
    return endTime;
  }

  /** The earliest presentation time; the end time where there are no samples. */
  public long startTime() {
    return Arrays.stream(times).min().orElse(endTime);
  }

  /** What precedes the stored bytes of every sample; mostly empty. */
  public Bytes prefix() {
    return prefix;
  }

  /** Bytes of all samples, prefixes included. */
  public long byteCount() {
    return Arrays.stream(sizes).asLongStream().sum();
  }
}
