package medianest.metrics;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every garbage collection: how long it stopped the program, and what was left after it.
 * Only what is left says whether memory leaks; what is used between two collections says nothing.
 */
public final class HeapWatch implements AutoCloseable {

  private static final int KEPT = 2_000;

  /** Less is no reason to look. */
  private static final double LEAST_GROWTH = 4 << 20;

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1
  };

  private final InstantSource clock;
  private final Histogram pauses;
  private final Gauge left;
  private final HeapTrim trim;
  private final Deque<Collection> last = new ArrayDeque<>();
  private final Growth floor = new Growth(LEAST_GROWTH);
  private final NotificationListener listener = this::told;

  /**
   * One collection.
   *
   * @param collector its name
   * @param cause why it ran
   * @param full whether it looked at everything
   */
  public record Collection(
      long atMillis,
      String collector,
      String cause,
      double pauseMs,
      long beforeBytes,
      long afterBytes,
      boolean full) {}

  public HeapWatch(PrometheusRegistry registry, InstantSource clock) {
    this.clock = clock;
    trim =
        new HeapTrim(clock, () -> Thread.ofPlatform().daemon().name("heap-trim").start(System::gc));
    pauses =
        Histogram.builder()
            .name("gc_pause_duration_seconds")
            .help("How long each collection stopped the program.")
            .labelNames("collector")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    left =
        Gauge.builder()
            .name("heap_after_gc_bytes")
            .help("What the last collection of everything left on the heap.")
            .register(registry);
  }

  /** Begins to listen. */
  public HeapWatch begin() {
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) each).addNotificationListener(listener, null, null);
    }
    return this;
  }

  private void told(Notification notification, @Nullable Object handback) {
    if (!(notification.getUserData() instanceof CompositeData facts)
        || !notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      return;
    }
    GarbageCollectionNotificationInfo gc = GarbageCollectionNotificationInfo.from(facts);
    Collection collection =
        new Collection(
            clock.millis(),
            gc.getGcName(),
            gc.getGcCause(),
            (double) gc.getGcInfo().getDuration(),
            heap(gc.getGcInfo().getMemoryUsageBeforeGc()),
            heap(gc.getGcInfo().getMemoryUsageAfterGc()),
            gc.getGcAction().contains("major"));
    pauses.labelValues(gc.getGcName()).observe(collection.pauseMs() / 1e3);
    if (collection.full()) {
      left.set((double) collection.afterBytes());
    }
    trim.after(old(gc.getGcInfo().getMemoryUsageAfterGc()), collection.full());
    floor.add(collection.atMillis(), (double) collection.afterBytes());
    synchronized (last) {
      last.addFirst(collection);
      if (last.size() > KEPT) {
        last.removeLast();
      }
    }
  }

  /** The pools of the heap only: code and classes are elsewhere. */
  private static long heap(Map<String, MemoryUsage> pools) {
    long sum = 0;
    for (Map.Entry<String, MemoryUsage> each : pools.entrySet()) {
      String name = each.getKey();
      if (name.contains("Eden") || name.contains("Survivor") || isOld(name)) {
        sum += each.getValue().getUsed();
      }
    }
    return sum;
  }

  private static long old(Map<String, MemoryUsage> pools) {
    return pools.entrySet().stream()
        .filter(each -> isOld(each.getKey()))
        .mapToLong(each -> each.getValue().getUsed())
        .sum();
  }

  private static boolean isOld(String pool) {
    return pool.contains("Tenured") || pool.contains("Old");
  }

  /** The newest first. */
  public List<Collection> last() {
    synchronized (last) {
      return new ArrayList<>(last);
    }
  }

  /** Whether what collections leave behind grows steadily, as far as can be seen from afar. */
  public boolean rises() {
    return floor.steady();
  }

  /** In how many minutes it may hold so much at the earliest; empty where nothing points to it. */
  public OptionalDouble minutesUntil(double bytes) {
    return floor.minutesUntil(bytes);
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      try {
        ((NotificationEmitter) each).removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException("the listener was not there", e);
      }
    }
  }
}
