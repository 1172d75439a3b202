package medianest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import medianest.MovableClock;
import org.junit.jupiter.api.Test;

class HeapTrimTest {

  private static final long MB = 1 << 20;

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger collections = new AtomicInteger();
  private final HeapTrim trim = new HeapTrim(clock, collections::incrementAndGet);

  @Test
  void leavesASmallHeapAlone() {
    trim.after(60 * MB, false);
    assertThat(collections).hasValue(0);
  }

  @Test
  void collectsWhatIsNearlyTwiceWhatWasInUse() {
    trim.after(65 * MB, false);
    assertThat(collections).hasValue(1);
    trim.after(100 * MB, true);
    clock.advance(Duration.ofMinutes(1));
    trim.after(170 * MB, false);
    assertThat(collections).as("in use are 100 MB").hasValue(1);
    trim.after(180 * MB, false);
    assertThat(collections).hasValue(2);
  }

  @Test
  void doesSoNotOftenerThanEveryTwentySeconds() {
    trim.after(100 * MB, false);
    trim.after(110 * MB, false);
    clock.advance(Duration.ofSeconds(19));
    trim.after(120 * MB, false);
    assertThat(collections).hasValue(1);
    clock.advance(Duration.ofSeconds(2));
    trim.after(130 * MB, false);
    assertThat(collections).hasValue(2);
  }
}
