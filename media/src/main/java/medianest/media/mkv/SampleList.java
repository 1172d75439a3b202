package medianest.media.mkv;

import java.util.Arrays;
import java.util.BitSet;
import medianest.media.io.Bytes;
import medianest.media.track.Samples;

/** Samples as they are found, in arrays that grow. */
final class SampleList {

  private static final int FIRST_CAPACITY = 128;

  private final int prefixLength;
  private long[] offsets = new long[FIRST_CAPACITY];
  private int[] sizes = new int[FIRST_CAPACITY];
  private long[] times = new long[FIRST_CAPACITY];
  private long[] durations = new long[FIRST_CAPACITY];
  private final BitSet keys = new BitSet();
  private int count;

  /**
   * @param prefixLength bytes that each sample has more than the file holds of it
   */
  SampleList(int prefixLength) {
    this.prefixLength = prefixLength;
  }

  int count() {
    return count;
  }

  long offset(int i) {
    return offsets[i];
  }

  int storedSize(int i) {
    return sizes[i] - prefixLength;
  }

  long time(int i) {
    return times[i];
  }

  /** In ticks; negative where the file does not say. */
  long duration(int i) {
    return durations[i];
  }

  void add(long offset, int storedSize, long time, boolean key, long duration) {
    if (count == offsets.length) {
      int capacity = count * 2;
      offsets = Arrays.copyOf(offsets, capacity);
      sizes = Arrays.copyOf(sizes, capacity);
      times = Arrays.copyOf(times, capacity);
      durations = Arrays.copyOf(durations, capacity);
    }
    offsets[count] = offset;
    sizes[count] = storedSize + prefixLength;
    times[count] = time;
    durations[count] = duration;
    keys.set(count++, key);
  }

  void add(SampleList other, int i) {
    add(
        other.offsets[i],
        other.storedSize(i),
        other.times[i],
        other.keys.get(i),
        other.durations[i]);
  }

  void clear() {
    count = 0;
    keys.clear();
  }

  Samples toSamples(long endTime, Bytes prefix) {
    return new Samples(
        Arrays.copyOf(offsets, count),
        Arrays.copyOf(sizes, count),
        Arrays.copyOf(times, count),
        keys.toLongArray(),
        endTime,
        prefix);
  }
}
