package medianest.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import medianest.MovableClock;
import medianest.db.Database;
import medianest.db.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A disk of a hundred gigabytes in two hours of looks, which pass at once. */
class OutlookTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final double GB = 1e9;
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int LOOKS = 700;

  private double used;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** Whether it is foretold, of so much in use by the look. */
  private boolean foretold(DoubleUnaryOperator usedAtLook) {
    DATABASE.run(handle -> handle.execute("/* history.clear */ DELETE FROM history"));
    MovableClock clock = new MovableClock();
    Series disk = new Series("disk", "bytes", "the disk", () -> used, () -> 100 * GB);
    History history = new History(List.of(disk), DATABASE, clock);
    Outlook outlook = new Outlook(new Advice(history), () -> false);
    for (int look = 0; look < LOOKS; look++) {
      used = usedAtLook.applyAsDouble(look);
      history.look();
      clock.advance(EVERY);
    }
    outlook.look();
    return outlook.diskIsFullSoon();
  }

  @Test
  void aDiskThatFillsWithLittleLeftIsForetold() {
    assertThat(foretold(look -> (90 + look / 200.0) * GB)).isTrue();
  }

  @Test
  void aDiskThatFillsAsFastWithMuchLeftIsNot() {
    assertThat(foretold(look -> (40 + look / 200.0) * GB)).isFalse();
  }

  @Test
  void aDiskThatIsNearlyFullAndStaysSoIsNot() {
    assertThat(foretold(look -> 94 * GB + (look % 7) * 1e6)).isFalse();
  }

  @Test
  void aDiskThatWasEmptiedIsNot() {
    assertThat(foretold(look -> (94 - look / 200.0) * GB)).isFalse();
  }
}
