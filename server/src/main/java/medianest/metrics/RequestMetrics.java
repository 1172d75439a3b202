package medianest.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts and times every request; labels are route templates, so their number is bounded. */
public final class RequestMetrics {

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120
  };

  private final Histogram durations;
  private final Histogram firstBytes;
  private final Counter sent;
  private final Gauge underWay;
  private final RequestRing ring = new RequestRing();

  public RequestMetrics(PrometheusRegistry registry) {
    durations =
        Histogram.builder()
            .name("http_request_duration_seconds")
            .help("From the head of a request to the last byte of its answer.")
            .labelNames("method", "route", "status_code")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    firstBytes =
        Histogram.builder()
            .name("http_request_first_byte_seconds")
            .help("From the head of a request to the head of its answer.")
            .labelNames("method", "route")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    sent =
        Counter.builder()
            .name("http_response_bytes_total")
            .help("Bytes of bodies handed to clients.")
            .labelNames("route")
            .register(registry);
    underWay =
        Gauge.builder()
            .name("http_requests_in_flight")
            .help("Requests that are being answered.")
            .register(registry);
  }

  public RequestRing ring() {
    return ring;
  }

  public void begun() {
    underWay.inc();
  }

  public void answered(RequestRecord request) {
    underWay.dec();
    durations
        .labelValues(request.method(), request.route(), Integer.toString(request.status()))
        .observe(request.durationNanos() / 1e9);
    firstBytes
        .labelValues(request.method(), request.route())
        .observe(request.firstByteNanos() / 1e9);
    sent.labelValues(request.route()).inc(request.bytes());
    ring.add(request);
  }
}
