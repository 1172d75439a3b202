package medianest.capacity;

import java.util.List;
import medianest.metrics.Trend;
import org.jspecify.annotations.Nullable;

/**
 * When a figure reaches its limit if it goes on as it did: never one date, always an interval, and
 * nothing where the past does not carry a forecast.
 *
 * @param fromSeconds the earliest, from the last point on
 * @param untilSeconds the latest; infinite where the slope may be none
 */
record Forecast(double perDay, double fromSeconds, double untilSeconds) {

  /** A forecast reaches at most this many times as far as the past that it rests on. */
  private static final double REACH = 3;

  private static final double DAY = 86_400;

  static @Nullable Forecast of(List<Recent.Point> points, double limit) {
    double[] at = points.stream().mapToDouble(each -> each.atMillis() / 1e3).toArray();
    double[] values = points.stream().mapToDouble(Recent.Point::mean).toArray();
    Trend trend = Trend.of(at, values);
    if (trend == null || !trend.rises() || Double.isNaN(limit)) {
      return null;
    }
    double left = limit - trend.last();
    double from = Math.max(0, left / trend.slopeHigh());
    double until = Math.max(0, left / trend.slopeLow());
    double past = at[at.length - 1] - at[0];
    return from > REACH * past ? null : new Forecast(trend.slope() * DAY, from, until);
  }
}
