package medianest.capacity;

import java.util.ArrayList;
import java.util.List;

/** The last two hours of one series, a point every ten seconds. */
final class Recent {

  private static final int POINTS = 720;

  private final long[] at = new long[POINTS];
  private final double[] values = new double[POINTS];
  private long count;

  synchronized void add(long atMillis, double value) {
    int slot = (int) (count++ % POINTS);
    at[slot] = atMillis;
    values[slot] = value;
  }

  /** The oldest first. */
  synchronized List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (long i = Math.max(0, count - POINTS); i < count; i++) {
      int slot = (int) (i % POINTS);
      points.add(new Point(at[slot], values[slot], values[slot]));
    }
    return points;
  }

  /** A value at a time; of a longer stretch, its mean and its peak. */
  record Point(long atMillis, double mean, double peak) {}
}
