package medianest.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * When something is full: an interval that holds the truth, and silence where nothing points to it.
 */
class ForecastTest {

  private static final double LIMIT = 1_000;

  /** A point an hour; it grows by one each, so a thousand are full after a thousand hours. */
  private static List<Recent.Point> growing(int hours, double slope, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, hours)
        .mapToObj(i -> {
          double value = 100 + slope * i + 20 * (random.nextDouble() - 0.5);
          return new Recent.Point(i * 3_600_000L, value, value);
        })
        .toList();
  }

  @Test
  void theIntervalHoldsTheTruthNineTimesInTen() {
    int held = 0;
    for (int seed = 0; seed < 200; seed++) {
      Forecast forecast = Forecast.of(growing(400, 1, seed), LIMIT);
      double truth = (LIMIT - 100 - 399) * 3_600;
      held +=
          forecast != null
                  && forecast.fromSeconds() <= truth * 1.01
                  && forecast.untilSeconds() >= truth * 0.99
              ? 1
              : 0;
    }
    assertThat(held).isGreaterThanOrEqualTo(180);
  }

  @Test
  void whatDoesNotGrowIsNeverFull() {
    assertThat(Forecast.of(growing(400, 0, 3), LIMIT)).isNull();
    assertThat(Forecast.of(growing(400, -1, 3), LIMIT)).isNull();
  }

  @Test
  void aShortPastDoesNotReachFar() {
    assertThat(Forecast.of(growing(40, 0.5, 3), 1e9)).isNull();
  }

  @Test
  void itIsSaidAsAnInterval() {
    assertThat(Advice.when(11 * 86_400.0, 19 * 86_400.0)).isEqualTo("in 11 days to 19 days");
    assertThat(Advice.when(3_600, null)).isEqualTo("in 60 minutes at the earliest");
  }
}
