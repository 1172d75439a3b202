package medianest.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import jdk.jfr.FlightRecorder;
import jdk.jfr.RecordingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What grows is named, with who holds it. */
@Timeout(60)
class LeakSearchTest {

  private static final Map<Integer, Planted> KEPT = new HashMap<>();
  private static final int PLANTED = 2_000;
  private static final Duration SHORT = Duration.ofSeconds(4);

  private @TempDir Path folder;

  /** Something that a program could have forgotten to give back. */
  private static final class Planted {
    private final byte[] content = new byte[16 << 10];

    int size() {
      return content.length;
    }
  }

  private LeakSearch.Findings whileDoing(IntConsumer step) throws InterruptedException {
    try (LeakSearch search = new LeakSearch(folder, InstantSource.system())) {
      assertThat(search.begin(SHORT)).isTrue();
      assertThat(search.begin(SHORT)).isFalse();
      // The search counts before it records, and what is made until then is not sampled.
      while (!recording()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      for (int i = 0; i < PLANTED; i++) {
        step.accept(i);
      }
      while (search.runningUntil().isPresent()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(folder).isEmptyDirectory();
      return search.last().orElseThrow();
    }
  }

  private static boolean recording() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .anyMatch(each ->
            each.getName().equals(LeakSearch.RECORDING)
                && each.getState() == RecordingState.RUNNING);
  }

  @Test
  void aForgottenMapIsNamedWithTheClassThatItHolds() throws Exception {
    try {
      LeakSearch.Findings found = whileDoing(i -> KEPT.put(i, new Planted()));
      assertThat(KEPT.values()).allSatisfy(each -> assertThat(each.size()).isPositive());
      assertThat(found.bytesAfter() - found.bytesBefore()).isGreaterThan(PLANTED * (16L << 10) / 2);
      assertThat(found.grown().getFirst().name()).isEqualTo("[B");
      assertThat(found.grown())
          .anySatisfy(each -> {
            assertThat(each.name()).endsWith("LeakSearchTest$Planted");
            assertThat(each.instances()).isEqualTo(PLANTED);
          });
      assertThat(found.holders().getFirst().path())
          .contains("medianest.diagnostics.LeakSearchTest.KEPT", "java.util.HashMap.table");
      assertThat(found.holders().getFirst().allocatedAt()).contains("LeakSearchTest");
      assertThat(found.fillsCaches()).isFalse();
    } finally {
      KEPT.clear();
    }
  }

  @Test
  void whoWorksWithItInPassingIsNotNamed() throws Exception {
    CountDownLatch filled = new CountDownLatch(1);
    try {
      Thread worker = Thread.ofPlatform().start(() -> worksWithIt(filled));
      LeakSearch.Findings found =
          whileDoing(i -> {
            KEPT.put(i, new Planted());
            if (i == PLANTED - 1) {
              filled.countDown();
            }
          });
      worker.join();
      assertThat(found.holders().getFirst().path())
          .contains("medianest.diagnostics.LeakSearchTest.KEPT");
    } finally {
      KEPT.clear();
    }
  }

  /** Has all of it in a variable, until a first walk has been written and its file removed. */
  private void worksWithIt(CountDownLatch filled) {
    Planted[] all = {};
    try {
      filled.await();
      all = KEPT.values().toArray(Planted[]::new);
      while (files().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      String first = files().getFirst();
      while (files().contains(first)) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Reference.reachabilityFence(all);
    }
  }

  private List<String> files() {
    return List.of(Objects.requireNonNull(folder.toFile().list()));
  }

  @Test
  void aCacheThatFillsIsToldApart() throws Exception {
    Cache<Integer, Planted> cache = Caffeine.newBuilder().maximumSize(PLANTED).build();
    LeakSearch.Findings found = whileDoing(i -> cache.put(i, new Planted()));
    assertThat(cache.asMap()).isNotEmpty();
    assertThat(found.grown().getFirst().name()).isEqualTo("[B");
    assertThat(found.fillsCaches()).isTrue();
  }
}
