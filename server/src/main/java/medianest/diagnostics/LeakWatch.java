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
import jdk.management.VirtualThreadSchedulerMXBean;
import medianest.metrics.Growth;
import medianest.metrics.HeapWatch;
import medianest.metrics.ProcessMetrics;

/**
 * Looks every minute for what grows and never shrinks. Where the heap does, what lives is counted
 * twice before anybody is told, since a cache that fills looks the same from afar.
 *
 * <p>An evening on which ever more people come looks the same as well: each brings a connection,
 * which is an open file, with buffers and memory of its own. So what is {@link Held} is taken off
 * before anything is called growth.
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

  /** Time for somebody to look, and to start the server again when it suits. */
  private static final Duration SOON = Duration.ofHours(6);

  /** What lives grows by more than this during a search where there is a leak. */
  private static final long CONFIRMS = 512 << 10;

  /** What Netty reads of one connection at most at once (AdaptiveRecvByteBufAllocator). */
  private static final long BUFFER_OF_CLIENT = 64 << 10;

  private final HeapWatch heap;
  private final LeakSearch search;
  private final Held held;
  private final VirtualThreadSchedulerMXBean scheduler =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
  private final InstantSource clock;
  private final Duration searchFor;
  private final Growth direct = new Growth(8 << 20);
  private final Growth threads = new Growth(12);
  private final Growth files = new Growth(24);
  private final Growth clients = new Growth(24);
  private int mostClients;
  private final Thread thread;
  private Instant lastSearch = Instant.MIN;

  public LeakWatch(HeapWatch heap, LeakSearch search, Held held, InstantSource clock) {
    this(heap, search, held, clock, SEARCH);
  }

  LeakWatch(HeapWatch heap, LeakSearch search, Held held, InstantSource clock, Duration searchFor) {
    this.heap = heap;
    this.search = search;
    this.held = held;
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
      case HEAP -> heapRises() && search.last().filter(this::leak).isPresent();
      case DIRECT_MEMORY -> direct.steady();
      case THREADS -> threads.steady();
      case FILES -> files.steady();
    };
  }

  /** What each client has on the heap is not counted, so nothing is said while they become more. */
  private boolean heapRises() {
    return heap.rises() && !clients.steady();
  }

  /** Whether the heap leaks, and so fast that it is full within hours. */
  public boolean heapIsFullSoon() {
    return heapIsSoonAt((double) ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax());
  }

  /** What fills caches rises as well, and is no leak; it ends by itself. */
  boolean heapIsSoonAt(double bytes) {
    return suspected(Resource.HEAP)
        && heap.minutesUntil(bytes).orElse(Double.POSITIVE_INFINITY) < SOON.toMinutes();
  }

  private boolean leak(LeakSearch.Findings found) {
    return found.at().isAfter(clock.instant().minus(BETWEEN_SEARCHES.plus(SEARCH.multipliedBy(2))))
        && found.bytesAfter() - found.bytesBefore() > CONFIRMS
        && !found.fillsCaches();
  }

  /** Looks once, as is done every minute. */
  void look() {
    if (!held.underTest().getAsBoolean()) {
      measure(clock.millis());
    }
    boolean due = clock.instant().isAfter(lastSearch.plus(BETWEEN_SEARCHES));
    if (heapRises() && due && search.begin(searchFor)) {
      lastSearch = clock.instant();
    }
  }

  private void measure(long now) {
    int open = held.clients().getAsInt();
    clients.add(now, open);
    // Buffers are kept for the next client, so the most there ever were is what they are for.
    mostClients = Math.max(mostClients, open);
    direct.add(now, (double) (directBytes() - mostClients * BUFFER_OF_CLIENT));
    // Of the carriers of virtual threads there are more where many requests read files.
    long known = scheduler.getPoolSize() + held.threads().getAsLong();
    threads.add(now, (double) (ManagementFactory.getThreadMXBean().getThreadCount() - known));
    files.add(now, (double) (ProcessMetrics.openFiles() - open - held.files().getAsLong()));
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
