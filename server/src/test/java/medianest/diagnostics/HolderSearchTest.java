package medianest.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A leak that was planted is found with its holder. */
class HolderSearchTest {

  /** Here it leaks. */
  private static final List<Leaked> GROWING = new ArrayList<>();

  private static final class Leaked {
    private final byte[] content = new byte[16 << 10];

    int size() {
      return content.length;
    }
  }

  @AfterEach
  void mend() {
    GROWING.clear();
  }

  @Test
  void theHolderOfWhatStaysIsNamed() throws Exception {
    try (HolderSearch search = new HolderSearch(InstantSource.system())) {
      assertThat(search.begin(Duration.ofSeconds(3))).isTrue();
      assertThat(search.begin(Duration.ofSeconds(3))).isFalse();
      long used = 0;
      for (int i = 0; i < 2_000; i++) {
        GROWING.add(new Leaked());
        used += GROWING.getLast().size();
      }
      assertThat(used).isEqualTo(2_000L << 14);
      for (int i = 0; i < 600 && search.runningUntil() != null; i++) {
        Thread.sleep(50);
      }
      assertThat(search.found())
          .anySatisfy(holder -> {
            assertThat(holder.path()).contains("HolderSearchTest.GROWING");
            assertThat(holder.madeAt()).contains("HolderSearchTest");
          });
    }
  }
}
