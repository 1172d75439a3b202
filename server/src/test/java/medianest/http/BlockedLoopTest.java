package medianest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import medianest.metrics.LagMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code that blocks an event loop shows in its lag, though the other loops are well. */
@Timeout(30)
class BlockedLoopTest {

  private static final long BLOCKED_NANOS = TimeUnit.MILLISECONDS.toNanos(600);
  private static final double SHOWS = 0.1;

  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void aRouteThatBlocksItsLoopIsSeen() throws Exception {
    Response fine = new Response.Empty(204);
    RouteTable routes = new RouteTable();
    routes.add(
        new Routes.Route(
            "GET",
            "/blocks",
            Policy.PUBLIC,
            List.of(),
            request -> {
              LockSupport.parkNanos(BLOCKED_NANOS);
              return fine;
            },
            request -> fine));
    try (Running running = new Running(routes)) {
      running.server.watch(new LagMetrics(registry));
      double most = 0;
      while (most < SHOWS) {
        assertThat(running.get("/blocks").statusCode()).isEqualTo(204);
        most = Math.max(most, lag());
      }
      assertThat(most).isBetween(SHOWS, 5.0);
    }
  }

  private double lag() {
    return registry.scrape("event_loop_lag_seconds"::equals).stream()
        .map(GaugeSnapshot.class::cast)
        .flatMap(each -> each.getDataPoints().stream())
        .filter(each -> "event_loop".equals(each.getLabels().get("place")))
        .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
        .max()
        .orElse(0);
  }
}
