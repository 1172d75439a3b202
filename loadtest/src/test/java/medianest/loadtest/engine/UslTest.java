package medianest.loadtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fit against curves whose parameters are known. */
class UslTest {

  private static final int[] AT = {1, 2, 4, 8, 12, 16, 24, 32};

  /** Points of a curve, each wrong by up to a share of its value. */
  private static List<Usl.Point> curve(double lambda, double sigma, double kappa, double wrong) {
    Usl truth = new Usl(lambda, sigma, kappa, kappa, kappa, 1, 32);
    SplittableRandom random = new SplittableRandom(7);
    return IntStream.of(AT)
        .mapToObj(at ->
            new Usl.Point(at, truth.throughput(at) * (1 + wrong * (2 * random.nextDouble() - 1))))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1000, 0.02, 0.001", "250, 0.1, 0.002", "40, 0.0, 0.004", "90, 0.3, 0.0"})
  void findsTheParametersOfACurveWithoutNoise(double lambda, double sigma, double kappa) {
    Usl law = Usl.fit(curve(lambda, sigma, kappa, 0)).orElseThrow();
    assertThat(law.lambda()).isCloseTo(lambda, withPercentage(0.01));
    assertThat(law.sigma()).isCloseTo(sigma, offset(1e-6));
    assertThat(law.kappa()).isCloseTo(kappa, offset(1e-8));
    assertThat(law.rSquared()).isCloseTo(1, offset(1e-9));
  }

  @Test
  void theKneeIsFoundThroughNoise() {
    Usl law = Usl.fit(curve(1000, 0.02, 0.002, 0.03)).orElseThrow();
    assertThat(law.kappaLow()).isLessThan(0.002);
    assertThat(law.kappaHigh()).isGreaterThan(0.002);
    assertThat(law.knee().orElseThrow()).isCloseTo(Math.sqrt(0.98 / 0.002), withPercentage(15));
  }

  @Test
  void whereNothingBendsNoKneeIsClaimed() {
    assertThat(Usl.fit(curve(100, 0, 0, 0.03)).orElseThrow().knee()).isEmpty();
    // Its knee would be at 316, ten times as far as was measured.
    assertThat(Usl.fit(curve(100, 0, 0.00001, 0)).orElseThrow().knee()).isEmpty();
  }

  @Test
  void aLawThatDoesNotDescribeThePointsClaimsNothing() {
    List<Usl.Point> scattered =
        IntStream.of(AT).mapToObj(at -> new Usl.Point(at, at % 3 == 0 ? 500 : 20)).toList();
    assertThat(Usl.fit(scattered).flatMap(Usl::knee)).isEmpty();
  }

  @Test
  void fivePointsAreTooFew() {
    assertThat(Usl.fit(curve(1000, 0.02, 0.001, 0).subList(0, 5))).isEmpty();
  }
}
