package medianest.media.mkv;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Places in the file from which a track can be read, in order of time, as parallel arrays.
 *
 * <p>Each stands for the first key frame of the track from the cluster on that is not shown before
 * its time; a rule that finds the same block from whichever cluster the reading began.
 */
final class CueTable {

  /** Where in its cluster the block lies is not known. */
  static final int NO_OFFSET = -1;

  static final CueTable EMPTY = new CueTable(new long[0], new long[0], new int[0], new BitSet());

  private final long[] times;
  private final long[] clusters;
  private final int[] offsets;
  private final BitSet closed;

  /**
   * @param times in units of the segment, rising
   * @param clusters where the cluster of each begins
   * @param offsets from there to its block, or {@link #NO_OFFSET}
   * @param closed those before which nothing is needed to decode all that follows
   */
  CueTable(long[] times, long[] clusters, int[] offsets, BitSet closed) {
    this.times = times;
    this.clusters = clusters;
    this.offsets = offsets;
    this.closed = closed;
  }

  int size() {
    return times.length;
  }

  long time(int i) {
    return times[i];
  }

  long cluster(int i) {
    return clusters[i];
  }

  int offset(int i) {
    return offsets[i];
  }

  /** Whether the track can be cut before the block. */
  boolean closed(int i) {
    return closed.get(i);
  }

  BitSet closed() {
    return (BitSet) closed.clone();
  }

  CueTable withClosed(BitSet newClosed) {
    return new CueTable(times, clusters, offsets, (BitSet) newClosed.clone());
  }

  /** The last that is not after {@code time}; -1 where there is none. */
  int floor(long time) {
    int i = Arrays.binarySearch(times, time);
    return i >= 0 ? i : -i - 2;
  }

  /** The last cut at {@code i} or before it. */
  int closedBefore(int i) {
    return closed.previousSetBit(i);
  }

  /** Where the first cluster after that of {@code i} begins; {@code end} where none is known. */
  long nextCluster(int i, long end) {
    for (int next = i + 1; next < clusters.length; next++) {
      if (clusters[next] > clusters[i]) {
        return clusters[next];
      }
    }
    return end;
  }

  /** Gathers places in any order. */
  static final class Builder {

    private static final int FIRST_CAPACITY = 64;

    private long[] times = new long[FIRST_CAPACITY];
    private long[] clusters = new long[FIRST_CAPACITY];
    private int[] offsets = new int[FIRST_CAPACITY];
    private int size;

    Builder add(long time, long cluster, int offset) {
      if (size == times.length) {
        int capacity = size * 2;
        times = Arrays.copyOf(times, capacity);
        clusters = Arrays.copyOf(clusters, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
      }
      times[size] = time;
      clusters[size] = cluster;
      offsets[size++] = offset;
      return this;
    }

    Builder addAll(CueTable table, int from, int to) {
      for (int i = from; i < to; i++) {
        add(table.times[i], table.clusters[i], table.offsets[i]);
      }
      return this;
    }

    /** Those that rise in time and do not fall back in the file, all of them taken for closed. */
    CueTable build() {
      sort();
      int kept = 0;
      for (int i = 0; i < size; i++) {
        boolean rises =
            kept == 0 || (times[i] > times[kept - 1] && clusters[i] >= clusters[kept - 1]);
        if (rises) {
          times[kept] = times[i];
          clusters[kept] = clusters[i];
          offsets[kept++] = offsets[i];
        }
      }
      BitSet all = new BitSet(kept);
      all.set(0, kept);
      return new CueTable(
          Arrays.copyOf(times, kept),
          Arrays.copyOf(clusters, kept),
          Arrays.copyOf(offsets, kept),
          all);
    }

    /** Files have them in order but for rare strays, so the common case is one pass. */
    private void sort() {
      boolean sorted = true;
      for (int i = 1; i < size && sorted; i++) {
        sorted = times[i - 1] <= times[i];
      }
      if (sorted) {
        return;
      }
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      long[] keys = times;
      Arrays.sort(order, (a, b) -> Long.compare(keys[a], keys[b]));
      long[] newTimes = new long[size];
      long[] newClusters = new long[size];
      int[] newOffsets = new int[size];
      for (int i = 0; i < size; i++) {
        newTimes[i] = times[order[i]];
        newClusters[i] = clusters[order[i]];
        newOffsets[i] = offsets[order[i]];
      }
      times = newTimes;
      clusters = newClusters;
      offsets = newOffsets;
    }
  }
}
