package medianest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What grows steadily is found soon, and nothing else is taken for it. */
class GrowthTest {

  private static final double MB = 1 << 20;
  private static final int NEVER = -1;
  private static final int HOURS_8 = 480;
  private static final int RUNS = 10;

  /** The minute in which it is taken for steady growth; a few values come in each. */
  private static int foundAt(int minutes, long seed, IntToDoubleFunction value) {
    SplittableRandom random = new SplittableRandom(seed);
    Growth growth = new Growth(4 * MB);
    for (int minute = 0; minute < minutes; minute++) {
      for (int second = 0; second < 60; second += 10) {
        // What a young collection leaves wavers upwards from what lives.
        double garbage = random.nextDouble() * random.nextDouble() * 12 * MB;
        growth.add(minute * 60_000L + second * 1_000L, value.applyAsDouble(minute) + garbage);
      }
      if (growth.steady()) {
        return minute;
      }
    }
    return NEVER;
  }

  @Test
  void aMegabyteAMinuteIsFoundWithinAQuarterOfAnHour() {
    for (int run = 0; run < RUNS; run++) {
      assertThat(foundAt(30, run, minute -> (60 + minute) * MB)).isBetween(8, 15);
    }
  }

  @Test
  void aTenthOfThatIsFoundWithinThreeHours() {
    for (int run = 0; run < RUNS; run++) {
      assertThat(foundAt(180, run, minute -> (60 + 0.1 * minute) * MB)).isBetween(60, 175);
    }
  }

  @Test
  void whatRisesSteadilyIsForetoldAsFarAsItsPastCarries() {
    Growth growth = new Growth(4 * MB);
    for (int minute = 0; minute < 15; minute++) {
      growth.add(minute * 60_000L, (60 + minute) * MB);
    }
    assertThat(growth.minutesUntil(90 * MB).orElseThrow()).isBetween(15.0, 17.0);
    assertThat(growth.minutesUntil(70 * MB).orElseThrow()).isZero();
    assertThat(growth.minutesUntil(300 * MB)).isEmpty();
    for (int minute = 15; minute < 180; minute++) {
      growth.add(minute * 60_000L, (60 + minute) * MB);
    }
    assertThat(growth.minutesUntil(500 * MB).orElseThrow()).isBetween(260.0, 262.0);
  }

  @Test
  void whatIsSteadyIsNeverFull() {
    Growth growth = new Growth(4 * MB);
    assertThat(growth.minutesUntil(MB)).isEmpty();
    for (int minute = 0; minute < 60; minute++) {
      growth.add(minute * 60_000L, (60 + minute % 3) * MB);
    }
    assertThat(growth.minutesUntil(61 * MB)).isEmpty();
  }

  @Test
  void eightHoursOfTheSameAreNotFound() {
    for (int run = 0; run < RUNS; run++) {
      assertThat(foundAt(HOURS_8, run, minute -> 60 * MB)).isEqualTo(NEVER);
    }
  }

  @Test
  void twiceTheLoadFromSomeMinuteOnIsNotFound() {
    for (int run = 0; run < RUNS; run++) {
      int from = 20 + 7 * run;
      assertThat(foundAt(HOURS_8, run, minute -> (minute < from ? 60 : 120) * MB))
          .as("from minute %s", from)
          .isEqualTo(NEVER);
    }
  }

  @Test
  void whatComesAndGoesIsNotFound() {
    for (int run = 0; run < RUNS; run++) {
      int lasts = 5 + 6 * run;
      assertThat(foundAt(HOURS_8, run, minute -> (60 + minute / lasts % 2 * 30) * MB))
          .as("%s minutes each", lasts)
          .isEqualTo(NEVER);
    }
  }
}
