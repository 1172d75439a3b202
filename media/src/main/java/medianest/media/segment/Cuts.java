package medianest.media.segment;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import medianest.media.io.RefusedMedia;

/** A rising list of boundaries while it is made, in ticks of one track. */
final class Cuts {

  /** At four seconds each, four and a half days: past that a file is an attack or a mistake. */
  private static final int LIMIT = 100_000;

  private final long end;
  private long[] times = new long[64];
  private int count;

  Cuts(long start, long end) {
    this.end = end;
    times[0] = start;
    count = 1;
  }

  /** Adds a boundary; one that is not after the last, or not before the end, cuts nothing off. */
  void add(long time) throws RefusedMedia {
    if (time <= last() || time >= end) {
      return;
    }
    if (count == LIMIT) {
      throw new RefusedMedia("The file has more than " + LIMIT + " segments.");
    }
    if (count == times.length) {
      times = Arrays.copyOf(times, count * 2);
    }
    times[count++] = time;
  }

  /**
   * Cuts up to the end: always at the first entry that is at least the target of its segment away.
   *
   * @param entryFrom the first entry at or after a time; the end or later where there is none
   */
  void greedily(LongUnaryOperator target, LongUnaryOperator entryFrom) throws RefusedMedia {
    while (true) {
      int before = count;
      add(entryFrom.applyAsLong(last() + target.applyAsLong(count - 1)));
      if (count == before) {
        return;
      }
    }
  }

  /** Where the segment that is still open begins. */
  long last() {
    return times[count - 1];
  }

  /** The boundaries, the end included. */
  long[] toArray() {
    long[] all = Arrays.copyOf(times, count + 1);
    all[count] = end;
    return all;
  }
}
