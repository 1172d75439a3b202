package medianest.loadtest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasurementsTest {

  @Test
  void whatAPhaseLeavesUnderWayIsNotCountedInTheNext() {
    Measurements measurements = new Measurements();
    Tally before = measurements.tally(0, "browse", "GET /");
    measurements.begun(before);
    measurements.begun(before);
    measurements.enter(1);
    Tally after = measurements.tally(1, "browse", "GET /");
    measurements.begun(after);

    assertThat(measurements.underWay()).isEqualTo(3);
    assertThat(measurements.underWayOfPhase()).isEqualTo(1);

    long now = System.nanoTime();
    measurements.ended(before, now, now, 0);
    measurements.ended(after, now, now, 0);
    assertThat(measurements.underWay()).isEqualTo(1);
    assertThat(measurements.underWayOfPhase()).isZero();
  }
}
