package medianest.media.mkv;

/**
 * Where the segment of a file lies, and what its times count.
 *
 * @param start where its content begins, to which the positions in it are relative
 * @param end where it ends, at the latest with the file
 * @param firstCluster where its first cluster begins
 * @param nanosPerUnit of its timestamps
 */
record Segment(long start, long end, long firstCluster, long nanosPerUnit) {

  /** One millisecond (RFC 9559 clause 5.1.2.9). */
  static final long DEFAULT_NANOS_PER_UNIT = 1_000_000;

  /** Longer than any film: a hundred years. Keeps sums of times within a long. */
  private static final long MOST_NANOS = 100L * 366 * 24 * 3600 * 1_000_000_000L;

  boolean timeInRange(long time) {
    return time >= 0 && time <= MOST_NANOS / nanosPerUnit;
  }

  long units(long nanos) {
    return nanos / nanosPerUnit;
  }
}
