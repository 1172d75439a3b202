package medianest.capacity;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;

/**
 * Whether the disk will be full soon. Both must be so, little left and a forecast: a forecast alone
 * is noise while there is room, and how little is left alone says nothing of what fills it.
 */
public final class Outlook {

  private static final String DISK = "disk";
  private static final double LITTLE_LEFT = 0.85;
  private static final Duration SOON = Duration.ofDays(4);

  private final Advice advice;
  private volatile boolean soon;

  public Outlook(Advice advice) {
    this.advice = advice;
  }

  /** Begins to tell. */
  public void begin(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("exhaustion_predicted")
        .help("1 where little is left of a resource, and it may be used up within four days.")
        .labelNames("resource")
        .callback(callback -> callback.call(soon ? 1 : 0, DISK))
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
