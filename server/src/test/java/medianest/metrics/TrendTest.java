package medianest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A line that wild points do not bend, and an interval that holds the truth as often as it says.
 */
class TrendTest {

  private static @Nullable Trend trend(int points, double slope, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] at = IntStream.range(0, points).mapToDouble(i -> i).toArray();
    double[] values =
        IntStream.range(0, points)
            .mapToDouble(i -> slope * i + noise * (random.nextDouble() + random.nextDouble() - 1))
            .toArray();
    return Trend.of(at, values);
  }

  @Test
  void wildPointsDoNotBendIt() {
    double[] at = IntStream.range(0, 50).mapToDouble(i -> i).toArray();
    double[] values =
        IntStream.range(0, 50).mapToDouble(i -> i % 10 == 3 ? 1e6 : 2.0 * i).toArray();
    Trend trend = Objects.requireNonNull(Trend.of(at, values));
    assertThat(trend.slope()).isEqualTo(2, within(0.05));
    assertThat(trend.last()).isEqualTo(98, within(2.0));
  }

  @Test
  void theIntervalHoldsTheTruthAsOftenAsItSays() {
    int held = 0;
    int runs = 300;
    for (int i = 0; i < runs; i++) {
      Trend trend = trend(60, 0.5, 10, i);
      held += trend != null && trend.slopeLow() <= 0.5 && trend.slopeHigh() >= 0.5 ? 1 : 0;
    }
    assertThat(held / (double) runs).isBetween(0.9, 0.99);
  }

  @Test
  void whatOnlyWaversDoesNotRise() {
    int risen = 0;
    for (int i = 0; i < 200; i++) {
      Trend trend = trend(60, 0, 10, i);
      risen += trend != null && trend.rises() ? 1 : 0;
    }
    assertThat(risen).isLessThanOrEqualTo(10);
  }

  @Test
  void tooLittleSaysNothing() {
    assertThat(trend(5, 1, 0, 1)).isNull();
  }

  @Test
  void manyPointsAreThinned() {
    Trend trend = Objects.requireNonNull(trend(10_000, 0.01, 1, 7));
    assertThat(trend.slope()).isEqualTo(0.01, within(0.001));
  }
}
