package medianest.metrics;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a figure rises steadily: not once, as it does when there is more to do, and not up and
 * down, but all the time, with certainty and by so much that it matters. Of each minute only the
 * least value counts, since what is needed for a moment is no leak.
 */
public final class Growth {

  private static final long MINUTE_MS = 60_000;
  private static final int SHORT_MINUTES = 15;
  private static final int LONG_MINUTES = 180;

  /** A window that is not filled as far says nothing yet. */
  private static final double FILLED = 0.6;

  private static final double SHARE_OF_EACH = 0.25;

  /** A forecast reaches at most this many times as far as the past that it rests on. */
  private static final int REACH = 3;

  private final double least;
  private final TreeMap<Long, Double> lowest = new TreeMap<>();

  /**
   * A figure that is watched.
   *
   * @param least a smaller rise does not matter, over two thirds of a quarter of an hour or of
   *     three hours
   */
  public Growth(double least) {
    this.least = least;
  }

  public synchronized void add(long atMillis, double value) {
    lowest.merge(atMillis / MINUTE_MS, value, Math::min);
    lowest.headMap(atMillis / MINUTE_MS - LONG_MINUTES).clear();
  }

  /** Whether it rises steadily, over the last quarter of an hour or the last three hours. */
  public synchronized boolean steady() {
    return steady(SHORT_MINUTES) || steady(LONG_MINUTES);
  }

  /**
   * In how many minutes it reaches a limit at the earliest, if it goes on so; nothing where it does
   * not rise steadily, or only after so long that its past does not carry the forecast.
   */
  public synchronized OptionalDouble minutesUntil(double limit) {
    return IntStream.of(SHORT_MINUTES, LONG_MINUTES)
        .filter(this::steady)
        .mapToDouble(minutes -> minutesUntil(limit, minutes))
        .filter(Double::isFinite)
        .min();
  }

  private double minutesUntil(double limit, int minutes) {
    NavigableMap<Long, Double> window = window(minutes);
    Trend trend = trend(window);
    if (trend == null) {
      return Double.NaN;
    }
    double left = Math.max(0, limit - trend.last()) / trend.slopeHigh();
    return left > REACH * (window.lastKey() - window.firstKey()) ? Double.NaN : left;
  }

  private NavigableMap<Long, Double> window(int minutes) {
    return lowest.tailMap(lowest.lastKey() - minutes, false);
  }

  private boolean steady(int minutes) {
    if (lowest.isEmpty()) {
      return false;
    }
    long now = lowest.lastKey();
    NavigableMap<Long, Double> window = window(minutes);
    double third = (now - window.firstKey()) / 3.0;
    if (third < FILLED * minutes / 3 || !rises(window)) {
      return false;
    }
    double early = least(window.headMap(now - (long) (2 * third)));
    double middle = least(window.subMap(now - (long) (2 * third), now - (long) third));
    double late = least(window.tailMap(now - (long) third));
    double whole = late - early;
    // A single step up lies between two of the thirds, or is in one; growth is in all of them.
    return whole > least
        && middle - early > SHARE_OF_EACH * whole
        && late - middle > SHARE_OF_EACH * whole;
  }

  private static double least(Map<Long, Double> part) {
    return part.values().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  private static boolean rises(Map<Long, Double> window) {
    Trend trend = trend(window);
    return trend != null && trend.rises();
  }

  private static @Nullable Trend trend(Map<Long, Double> window) {
    return Trend.of(
        window.keySet().stream().mapToDouble(Long::doubleValue).toArray(),
        window.values().stream().mapToDouble(Double::doubleValue).toArray());
  }
}
