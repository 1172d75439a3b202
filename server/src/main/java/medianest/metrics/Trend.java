package medianest.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The line through a series that a few wild points cannot bend: the median of the slopes of all
 * pairs (Theil and Sen), with the interval of that median, and whether there is a trend at all by
 * the test of Mann and Kendall. Sources: Sen 1968; Gilbert, Statistical Methods for Environmental
 * Pollution Monitoring, 1987, chapters 16 and 17.
 *
 * @param slope per unit of the time given
 * @param slopeLow the slope is above this with a certainty of 95 %
 * @param slopeHigh the slope is below this with a certainty of 95 %
 * @param last where the line is at the last point
 * @param significance the standard normal score of the test of Mann and Kendall
 */
public record Trend(
    double slope, double slopeLow, double slopeHigh, double last, double significance) {

  /** With fewer points nothing is said. */
  private static final int LEAST_POINTS = 8;

  /** Every pair of this many points is looked at; of more, every n-th point. */
  private static final int MOST_POINTS = 300;

  /** Two-sided 95 % of the normal distribution. */
  private static final double NORMAL_95 = 1.96;

  /** Null where there are too few points. */
  public static @Nullable Trend of(double[] at, double[] values) {
    if (at.length < LEAST_POINTS) {
      return null;
    }
    int step = (at.length + MOST_POINTS - 1) / MOST_POINTS;
    return step == 1 ? line(at, values) : line(thinned(at, step), thinned(values, step));
  }

  private static double[] thinned(double[] all, int step) {
    double[] thin = new double[(all.length + step - 1) / step];
    for (int i = 0; i < thin.length; i++) {
      // From the end, so that the newest point is among them.
      thin[thin.length - 1 - i] = all[all.length - 1 - i * step];
    }
    return thin;
  }

  private static Trend line(double[] at, double[] values) {
    int points = at.length;
    double[] slopes = new double[points * (points - 1) / 2];
    int count = 0;
    long score = 0;
    for (int i = 0; i < points; i++) {
      for (int j = i + 1; j < points; j++) {
        double rise = values[j] - values[i];
        score += (long) Math.signum(rise);
        if (at[j] > at[i]) {
          slopes[count++] = rise / (at[j] - at[i]);
        }
      }
    }
    Arrays.sort(slopes, 0, count);
    double spread = Math.sqrt(points * (points - 1.0) * (2.0 * points + 5) / 18);
    double margin = NORMAL_95 * spread;
    double slope = at(slopes, count, count / 2.0);
    return new Trend(
        slope,
        at(slopes, count, (count - margin) / 2),
        at(slopes, count, (count + margin) / 2),
        median(residuals(at, values, slope)),
        spread == 0 ? 0 : (score - Math.signum((double) score)) / spread);
  }

  private static double at(double[] sorted, int count, double rank) {
    return count == 0 ? 0 : sorted[Math.clamp(Math.round(rank), 0, count - 1)];
  }

  /** Each point moved along the line to the last moment. */
  private static double[] residuals(double[] at, double[] values, double slope) {
    double[] moved = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      moved[i] = values[i] + slope * (at[at.length - 1] - at[i]);
    }
    Arrays.sort(moved);
    return moved;
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  /** Whether it rises, with a certainty of 95 %. */
  public boolean rises() {
    return significance > NORMAL_95 && slopeLow > 0;
  }
}
