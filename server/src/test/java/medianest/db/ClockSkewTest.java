package medianest.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import medianest.MovableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ClockSkewTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void aClockThatGoesWrongIsSeenAndSoIsThatItGoesRightAgain() {
    MovableClock clock = new MovableClock();
    ClockSkew skew = new ClockSkew(DATABASE, clock);
    skew.look();
    assertThat(skew.seconds()).isLessThan(1);
    clock.advance(Duration.ofSeconds(10));
    skew.look();
    assertThat(skew.seconds()).isBetween(9.0, 11.0);
    clock.advance(Duration.ofSeconds(-20));
    skew.look();
    assertThat(skew.seconds()).isBetween(9.0, 11.0);
    clock.advance(Duration.ofSeconds(10));
    skew.look();
    assertThat(skew.seconds()).isLessThan(1);
  }

  @Test
  void anAnswerThatTakesLongIsNoSkew() {
    Duration waited = Duration.ofSeconds(5);
    assertThat(ClockSkew.apart(NOON, waited, NOON.plusSeconds(4))).isZero();
    assertThat(ClockSkew.apart(NOON, waited, NOON.plusSeconds(8))).hasSeconds(3);
    assertThat(ClockSkew.apart(NOON, waited, NOON.minusSeconds(3))).hasSeconds(3);
  }
}
