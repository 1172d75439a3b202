package medianest.metrics;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How late what is due runs: on each event loop, on the scheduler of virtual threads, and on a
 * platform thread, whose lag is the machine's own. Only the difference to the last is our doing.
 */
public final class LagMetrics {

  /** Where the lag was met. */
  public enum Place {
    EVENT_LOOP,
    VIRTUAL_THREADS,
    MACHINE
  }

  /** How often each place is asked. */
  public static final long EVERY_MS = 1_000;

  private final Gauge last;
  private final Histogram spread;

  public LagMetrics(PrometheusRegistry registry) {
    last =
        Gauge.builder()
            .name("event_loop_lag_seconds")
            .help("The last lag by place, of each event loop by itself.")
            .labelNames("place", "loop")
            .register(registry);
    spread =
        Histogram.builder()
            .name("scheduling_lag_seconds")
            .help("How late due work ran, by place.")
            .labelNames("place")
            .classicOnly()
            .classicUpperBounds(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1)
            .register(registry);
  }

  /** Notes the lag of one event loop; of all together, one that is blocked would not show. */
  public void observeLoop(int loop, long lateNanos) {
    observe(Place.EVENT_LOOP, Integer.toString(loop), lateNanos);
  }

  private void observe(Place place, String loop, long lateNanos) {
    double seconds = Math.max(0, lateNanos) / 1e9;
    String label = place.name().toLowerCase(Locale.ROOT);
    last.labelValues(label, loop).set(seconds);
    spread.labelValues(label).observe(seconds);
  }

  /** Goes on until it is closed. */
  @FunctionalInterface
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** Watches the two schedulers that the JDK has. */
  public Watch watchThreads() {
    Thread machine = Thread.ofPlatform().daemon().name("lag").start(() -> watch(Place.MACHINE));
    Thread virtual = Thread.ofVirtual().name("lag").start(() -> watch(Place.VIRTUAL_THREADS));
    return () -> {
      machine.interrupt();
      virtual.interrupt();
    };
  }

  private void watch(Place place) {
    try {
      while (true) {
        long before = System.nanoTime();
        Thread.sleep(EVERY_MS);
        observe(place, "", System.nanoTime() - before - TimeUnit.MILLISECONDS.toNanos(EVERY_MS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
