package medianest.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CacheTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final AtomicLong now = new AtomicLong();
  private final Cache<String, String> cache =
      new Cache<>(
          "test",
          Cache.Bound.ofBytes(10, String::length),
          Duration.ofSeconds(60),
          value -> value.contains("t") ? Set.of("t", "all") : Set.of("all"),
          new CacheMetrics(registry),
          now::get);

  @Test
  void aValueIsLoadedOnceAndThenFound() {
    AtomicInteger loads = new AtomicInteger();
    assertThat(cache.ifPresent("k")).isNull();
    for (int i = 0; i < 3; i++) {
      assertThat(cache.get("k", key -> "v" + loads.incrementAndGet())).isEqualTo("v1");
    }
    assertThat(cache.ifPresent("k")).isEqualTo("v1");
    assertThat(count("cache_hits")).isEqualTo(3);
    assertThat(count("cache_misses")).isEqualTo(1);
  }

  @Test
  void howeverManyAskItIsLoadedOnce() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(
            threads.submit(() ->
                cache.get(
                    "k",
                    key -> {
                      await(go);
                      return "v" + loads.incrementAndGet();
                    })));
      }
      go.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("v1");
      }
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void aFailureReachesTheCallerAndIsNotKept() {
    assertThatThrownBy(() ->
            cache.get(
                "k",
                key -> {
                  throw new IllegalStateException("no");
                }))
        .hasMessage("no");
    assertThat(cache.get("k", key -> "v")).isEqualTo("v");
  }

  @Test
  void theBoundHolds() {
    for (int i = 0; i < 100; i++) {
      cache.put("k" + i, "1234");
    }
    assertThat(cache.size()).isLessThanOrEqualTo(2);
    assertThat(cache.tagCount()).isEqualTo(1);
    cache.dropAll();
    assertThat(cache.tagCount()).isZero();
  }

  @Test
  void valuesGrowOld() {
    cache.put("k", "v");
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(cache.ifPresent("k")).isNull();
  }

  @Test
  void aTagDropsItsValuesAndNoOthers() {
    cache.put("a", "t1");
    cache.put("b", "x");
    cache.dropTag("t");
    assertThat(cache.ifPresent("a")).isNull();
    assertThat(cache.ifPresent("b")).isEqualTo("x");
    cache.put("a", "x2");
    cache.dropTag("t");
    assertThat(cache.ifPresent("a")).isEqualTo("x2");
    cache.dropTag("all");
    assertThat(cache.size()).isZero();
    assertThat(cache.tagCount()).isZero();
  }

  @Test
  void aLoadThatATagOvertookIsNotKept() {
    String stale =
        cache.get(
            "k",
            key -> {
              cache.dropTag("t");
              return "t-old";
            });
    assertThat(stale).isEqualTo("t-old");
    assertThat(cache.ifPresent("k")).isNull();
    assertThat(cache.get("k", key -> "t-new")).isEqualTo("t-new");
    assertThat(cache.ifPresent("k")).isEqualTo("t-new");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private double count(String name) {
    return registry.scrape().stream()
        .filter(metric -> metric.getMetadata().getName().equals(name))
        .mapToDouble(metric -> ((CounterSnapshot) metric).getDataPoints().getFirst().getValue())
        .sum();
  }
}
