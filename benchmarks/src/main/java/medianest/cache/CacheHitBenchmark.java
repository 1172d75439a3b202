package medianest.cache;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import medianest.metrics.Work;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to find something in memory (goal P14), counted and told to the request as in the
 * server: among ten thousand values, of which each is asked for in turn.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CacheHitBenchmark {

  private static final int VALUES = 10_000;

  private record Key(String userId, String address) {}

  private final Key[] keys = new Key[VALUES];
  private @Nullable Cache<Key, String> cache;
  private int next;

  @Setup
  public void fill() {
    Cache<Key, String> filled =
        Cache.tagged(
            "benchmark",
            Cache.Bound.ofCount(2 * VALUES),
            Duration.ofHours(1),
            value -> Set.of("all"),
            new CacheMetrics(new PrometheusRegistry()));
    for (int i = 0; i < VALUES; i++) {
      keys[i] = new Key("user-" + i % 50, "/api/v1/media?offset=" + i);
      filled.put(keys[i], "value " + i);
    }
    cache = filled;
  }

  /** As the event loop asks. */
  @Benchmark
  public @Nullable String present() {
    return cache().ifPresent(key());
  }

  /** As a handler asks, whose request notes what it looked up. */
  @Benchmark
  public String found() {
    Work.begin();
    try {
      return cache().get(key(), key -> "");
    } finally {
      Work.end();
    }
  }

  private Cache<Key, String> cache() {
    return Objects.requireNonNull(cache);
  }

  private Key key() {
    next = (next + 1) % VALUES;
    return keys[next];
  }
}
