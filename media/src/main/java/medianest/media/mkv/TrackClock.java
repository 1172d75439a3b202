package medianest.media.mkv;

/**
 * Turns the times of blocks into ticks of a track.
 *
 * <p>Matroska rounds times, mostly to a millisecond, which is far from what sound needs: frames
 * that follow each other exactly would overlap by half a millisecond, and gape by another. So a
 * time of sound moves to the grid of whole frames that begins with the first one, where it is near
 * a line of it; where it is not, as after a gap or where the recording's clock drifts, it stays as
 * it is. What is near is less than a quarter of a frame, and at most {@link #MOST_SHIFT_NANOS}, so
 * two frames cannot meet on one line. The result depends on nothing but the time itself: spans that
 * are read apart from each other join exactly.
 *
 * @param timescale ticks in a second
 * @param nanosPerUnit of the times in the file
 * @param offsetNanos that is added to each time: the shift of the movie less the codec's delay
 * @param gridStart in ticks
 * @param frameLength in ticks; 0 where there is no grid
 */
record TrackClock(
    long timescale, long nanosPerUnit, long offsetNanos, long gridStart, long frameLength) {

  private static final long NANOS = 1_000_000_000;

  /** Off by more than this, a frame does not belong to the grid any more. */
  private static final long MOST_SHIFT_NANOS = 20_000_000;

  /** The ticks at which a sample starts whose block has this time. */
  long ticks(long units) {
    long ticks = unrounded(units);
    if (frameLength == 0) {
      return ticks;
    }
    long line =
        gridStart + Math.floorDiv(ticks - gridStart + frameLength / 2, frameLength) * frameLength;
    return Math.abs(line - ticks) <= nearness() ? line : ticks;
  }

  /** The same without the grid; rises with the time. */
  long unrounded(long units) {
    return scaled(units * nanosPerUnit + offsetNanos);
  }

  /** How many ticks {@code units} last. */
  long span(long units) {
    return scaled(units * nanosPerUnit);
  }

  /** A time in the file that is not after {@code ticks}, and by less than two units before. */
  long unitsBefore(long ticks) {
    long nanos = ticks / timescale * NANOS + ticks % timescale * NANOS / timescale;
    return Math.floorDiv(nanos - offsetNanos, nanosPerUnit) - 1;
  }

  /** The first line of the grid at or after {@code ticks}. */
  long lineFrom(long ticks) {
    return frameLength == 0
        ? ticks
        : gridStart + Math.ceilDiv(ticks - gridStart, frameLength) * frameLength;
  }

  /** How many ticks {@code nanos} last. */
  long nanos(long nanos) {
    return scaled(nanos);
  }

  TrackClock withGrid(long start, long length) {
    return new TrackClock(timescale, nanosPerUnit, offsetNanos, start, length);
  }

  private long nearness() {
    return Math.min(frameLength / 4, scaled(MOST_SHIFT_NANOS));
  }

  private long scaled(long nanos) {
    long rest = Math.floorMod(nanos, NANOS);
    return Math.floorDiv(nanos, NANOS) * timescale + (rest * timescale + NANOS / 2) / NANOS;
  }
}
