package medianest.capacity;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether the disk will be full soon, or the heap. Of the disk both must be so, little left and a
 * forecast: a forecast alone is noise while there is room, and how little is left alone says
 * nothing of what fills it.
 */
public final class Outlook {

  private static final String DISK = "disk";
  private static final String HEAP = "heap";
  private static final double LITTLE_LEFT = 0.85;
  private static final Duration SOON = Duration.ofDays(4);

  private final Advice advice;
  private final BooleanSupplier heapIsFullSoon;
  private volatile boolean soon;

  /**
   * An outlook.
   *
   * @param heapIsFullSoon by who watches what collections leave of it; what is in use of a heap
   *     between two of them says nothing
   */
  public Outlook(Advice advice, BooleanSupplier heapIsFullSoon) {
    this.advice = advice;
    this.heapIsFullSoon = heapIsFullSoon;
  }

  /** Begins to tell. */
  public void begin(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("exhaustion_predicted")
        .help("1 where a resource may be used up soon: a disk in four days, the heap in six hours.")
        .labelNames("resource")
        .callback(callback -> {
          callback.call(soon ? 1 : 0, DISK);
          callback.call(heapIsFullSoon.getAsBoolean() ? 1 : 0, HEAP);
        })
        .register(registry);
  }

  /** Looks once, as is done every minute. */
  public void look() {
    soon =
        advice.page().resources().stream()
            .anyMatch(each -> each.name().equals(DISK) && isUsedUpSoon(each));
  }

  boolean diskIsFullSoon() {
    return soon;
  }

  private static boolean isUsedUpSoon(Advice.Resource resource) {
    Double from = resource.fullFromSeconds();
    return resource.used() > LITTLE_LEFT && from != null && from < SOON.toSeconds();
  }
}
