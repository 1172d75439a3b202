package medianest.cache;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import medianest.metrics.Work;

/** Counts what caches did, by the name of the cache. */
public final class CacheMetrics {

  private final Counter hits;
  private final Counter misses;

  /** To find a counter by its label takes longer than to find what was looked up. */
  private final Map<String, CounterDataPoint> hitsByName = new ConcurrentHashMap<>();

  private final Counter dropped;

  public CacheMetrics(PrometheusRegistry registry) {
    hits = counter(registry, "cache_hits_total", "Look-ups that found a value.");
    misses = counter(registry, "cache_misses_total", "Look-ups that had to load one.");
    dropped =
        counter(registry, "cache_dropped_total", "Values dropped by tag or for want of room.");
  }

  /** Tells whether the level is away, if there should be one. */
  public static void watch(PrometheusRegistry registry, SecondLevel level) {
    GaugeWithCallback.builder()
        .name("shared_cache_away")
        .help("1 while the shared cache of the settings is not in use, since it does not answer.")
        .callback(
            callback -> callback.call(level.equals(SecondLevel.NONE) || level.answers() ? 0 : 1))
        .register(registry);
  }

  private static Counter counter(PrometheusRegistry registry, String name, String help) {
    return Counter.builder().name(name).help(help).labelNames("cache_type").register(registry);
  }

  void hit(String cache) {
    Work.lookedUp(cache, true);
    CounterDataPoint known = hitsByName.get(cache);
    if (known == null) {
      known = hitsByName.computeIfAbsent(cache, hits::labelValues);
    }
    known.inc();
  }

  void miss(String cache) {
    Work.lookedUp(cache, false);
    misses.labelValues(cache).inc();
  }

  void drop(String cache, long count) {
    dropped.labelValues(cache).inc(count);
  }
}
