package medianest.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import medianest.metrics.HeapWatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A megabyte a minute that is kept, among much that is thrown away, from the first minute to the
 * alarm. Minutes pass at once; only the search, which samples, takes its time.
 */
@Timeout(120)
class HeapLeakTest {

  private static final Map<Integer, byte[]> FORGOTTEN = new ConcurrentHashMap<>();
  private static final int PIECE = 1 << 10;
  private static final int PIECES_A_MINUTE = 1 << 10;
  private static final int MINUTES = 20;
  private static final Duration SEARCH = Duration.ofSeconds(4);

  private @TempDir Path folder;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final AtomicReference<byte[]> thrownAway = new AtomicReference<>();
  private final List<Thread> busy = new ArrayList<>();
  private volatile boolean over;
  private int made;
  private int clients;
  private boolean fullSoon;
  private boolean fullAtOnce;
  private final Held held = new Held(() -> clients, () -> 0, () -> 0, () -> false);

  @BeforeEach
  void work() {
    for (int i = 0; i < 2; i++) {
      busy.add(Thread.ofVirtual().start(this::throwsAway));
    }
  }

  @AfterEach
  void rest() throws InterruptedException {
    over = true;
    for (Thread each : busy) {
      each.join();
    }
    FORGOTTEN.clear();
  }

  private void throwsAway() {
    while (!over) {
      for (int i = 0; i < 2_000; i++) {
        thrownAway.set(new byte[ThreadLocalRandom.current().nextInt(4 << 10)]);
      }
      pause(2);
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** In which minute it was suspected; none of them where it was not. */
  private int suspectedIn(LeakSearch search, IntConsumer keep) {
    InstantSource clock = () -> now;
    try (HeapWatch heap = new HeapWatch(new PrometheusRegistry(), clock).begin()) {
      LeakWatch watch = new LeakWatch(heap, search, held, clock, SEARCH);
      for (int minute = 0; minute < MINUTES; minute++) {
        keep(keep, PIECES_A_MINUTE);
        collect(heap);
        watch.look();
        while (search.runningUntil().isPresent()) {
          keep(keep, 10);
          pause(5);
        }
        if (watch.suspected(LeakWatch.Resource.HEAP)) {
          long used = heap.last().getFirst().afterBytes();
          fullAtOnce = watch.heapIsSoonAt((double) used);
          fullSoon = watch.heapIsSoonAt(used * 1e3);
          return minute;
        }
        now = now.plusSeconds(60);
      }
      return MINUTES;
    }
  }

  private void keep(IntConsumer keep, int pieces) {
    for (int i = 0; i < pieces; i++) {
      keep.accept(made++);
    }
  }

  /** The watch is told of a collection a moment after it. */
  private static void collect(HeapWatch heap) {
    long before = asked(heap);
    System.gc();
    while (asked(heap) == before) {
      pause(1);
    }
  }

  private static long asked(HeapWatch heap) {
    return heap.last().stream().filter(each -> each.cause().equals("System.gc()")).count();
  }

  @Test
  void aMegabyteAMinuteIsFoundWithWhoHoldsIt() {
    try (LeakSearch search = new LeakSearch(folder, () -> now)) {
      assertThat(suspectedIn(search, i -> FORGOTTEN.put(i, new byte[PIECE]))).isLessThan(MINUTES);
      LeakSearch.Findings found = search.last().orElseThrow();
      assertThat(found.grown().getFirst().name()).isEqualTo("[B");
      assertThat(found.fillsCaches()).isFalse();
      assertThat(found.holders().getFirst().path())
          .contains("medianest.diagnostics.HeapLeakTest.FORGOTTEN");
      assertThat(found.holders().getFirst().allocatedAt()).contains("HeapLeakTest");
      assertThat(fullAtOnce).isTrue();
      assertThat(fullSoon).as("a heap of a thousand times the size").isFalse();
    }
  }

  @Test
  void whatComesWithEverMorePeopleRaisesNoAlarm() {
    try (LeakSearch search = new LeakSearch(folder, () -> now)) {
      int minute =
          suspectedIn(
              search,
              i -> {
                FORGOTTEN.put(i, new byte[PIECE]);
                clients = i / 12;
              });
      assertThat(minute).isEqualTo(MINUTES);
    }
  }

  @Test
  void aCacheThatFillsRaisesNoAlarm() {
    Cache<Integer, byte[]> cache = Caffeine.newBuilder().maximumSize(MINUTES * 2_000L).build();
    try (LeakSearch search = new LeakSearch(folder, () -> now)) {
      assertThat(suspectedIn(search, i -> cache.put(i, new byte[PIECE]))).isEqualTo(MINUTES);
      // It was looked at closely, and found to be no leak.
      assertThat(search.last().orElseThrow().fillsCaches()).isTrue();
      assertThat(cache.asMap()).isNotEmpty();
    }
  }
}
