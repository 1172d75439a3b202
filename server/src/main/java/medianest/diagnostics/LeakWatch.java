package medianest.diagnostics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import medianest.metrics.Growth;
import medianest.metrics.HeapWatch;
import medianest.metrics.ProcessMetrics;

/**
 * Looks every minute for what grows and never shrinks. Where the heap does, what lives is counted
 * twice before anybody is told, since a cache that fills looks the same from afar.
 */
public final class LeakWatch implements AutoCloseable {

  /** What can leak. */
  public enum Resource {
    HEAP,
    DIRECT_MEMORY,
    THREADS,
    FILES
  }

  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration SEARCH = Duration.ofMinutes(5);
  private static final Duration BETWEEN_SEARCHES = Duration.ofHours(1);

  /** What lives grows by more than this during a search where there is a leak. */
  private static final long CONFIRMS = 512 << 10;

  private final HeapWatch heap;
  private final LeakSearch search;
  private final InstantSource clock;
  private final Duration searchFor;
  private final Growth direct = new Growth(8 << 20);
  private final Growth threads = new Growth(12);
  private final Growth files = new Growth(24);
  private final Thread thread;
  private Instant lastSearch = Instant.MIN;

  public LeakWatch(HeapWatch heap, LeakSearch search, InstantSource clock) {
    this(heap, search, clock, SEARCH);
  }

  LeakWatch(HeapWatch heap, LeakSearch search, InstantSource clock, Duration searchFor) {
    this.heap = heap;
    this.search = search;
    this.clock = clock;
    this.searchFor = searchFor;
    this.thread = Thread.ofPlatform().daemon().name("leak-watch").unstarted(this::watch);
  }

  /** Begins to look, and to tell. */
  public void begin(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("leak_suspected")
        .help("1 where a resource grows steadily and is not given back.")
        .labelNames("resource")
        .callback(callback -> {
          for (Resource each : Resource.values()) {
            callback.call(suspected(each) ? 1 : 0, each.name().toLowerCase(Locale.ROOT));
          }
        })
        .register(registry);
    thread.start();
  }

  LeakSearch search() {
    return search;
  }

  private void watch() {
    try {
      while (true) {
        look();
        TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it seems to leak. */
  public boolean suspected(Resource resource) {
    return switch (resource) {
      case HEAP -> heap.rises() && search.last().filter(this::leak).isPresent();
      case DIRECT_MEMORY -> direct.steady();
      case THREADS -> threads.steady();
      case FILES -> files.steady();
    };
  }

  private boolean leak(LeakSearch.Findings found) {
    return found.at().isAfter(clock.instant().minus(BETWEEN_SEARCHES.plus(SEARCH.multipliedBy(2))))
        && found.bytesAfter() - found.bytesBefore() > CONFIRMS
        && !found.fillsCaches();
  }

  /** Looks once, as is done every minute. */
  void look() {
    long now = clock.millis();
    direct.add(now, (double) directBytes());
    threads.add(now, ManagementFactory.getThreadMXBean().getThreadCount());
    files.add(now, (double) ProcessMetrics.openFiles());
    boolean due = clock.instant().isAfter(lastSearch.plus(BETWEEN_SEARCHES));
    if (heap.rises() && due && search.begin(searchFor)) {
      lastSearch = clock.instant();
    }
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    search.close();
  }
}
