package medianest.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The metrics that answers are counted in by route, method and status, each looked up once. */
final class RequestPoints {

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120
  };

  /** What of these requests is about media, and what each is. */
  static final Map<String, String> MEDIA =
      Map.of(
          "/api/v1/media/upload", "upload",
          "/api/v1/media/status", "status",
          "/api/v1/media/download", "download",
          "/stream/{ticket}/original", "original",
          "/stream/{ticket}/master.m3u8", "playlist",
          "/stream/{ticket}/subtitles/{file}", "subtitles",
          "/stream/{ticket}/{plan}/{track}/{file}", "segment");

  private static final int FIRST_ERROR = 400;
  private static final int FIRST_FAILURE = 500;

  private final Histogram durations;
  private final Histogram firstBytes;
  private final Counter sent;
  private final Counter media;

  /** By route, few of each. Never changed, only replaced. */
  private final Map<String, Points[]> known = new ConcurrentHashMap<>();

  RequestPoints(PrometheusRegistry registry) {
    durations =
        Latencies.builder(SECONDS)
            .name("http_request_duration_seconds")
            .help("From the head of a request to the last byte of its answer.")
            .labelNames("method", "route", "status_code")
            .register(registry);
    firstBytes =
        Latencies.builder(SECONDS)
            .name("http_request_first_byte_seconds")
            .help("From the head of a request to the head of its answer.")
            .labelNames("method", "route")
            // One of the two is enough in both forms: each costs every request a tenth of a
            // microsecond.
            .classicOnly()
            .register(registry);
    sent =
        Counter.builder()
            .name("http_response_bytes_total")
            .help("Bytes of bodies handed to clients.")
            .labelNames("route")
            // To look for a trace of each that is counted takes as long as to count it.
            .withoutExemplars()
            .register(registry);
    media =
        Counter.builder()
            .name("media_requests_total")
            .help("Requests for media, by what was asked for and whether it was given.")
            .labelNames("type", "status")
            .register(registry);
  }

  /** Where such an answer is counted: to look three metrics up by labels takes a microsecond. */
  record Points(
      String method,
      String route,
      int status,
      String name,
      DistributionDataPoint durations,
      DistributionDataPoint firstBytes,
      CounterDataPoint sent,
      @Nullable CounterDataPoint media) {

    void time(RequestRecord request) {
      durations.observe(request.durationNanos() / 1e9);
      firstBytes.observe(request.firstByteNanos() / 1e9);
    }

    /**
     * Counts answers of this kind.
     *
     * @param bytes of all of them together
     */
    void count(int answers, long bytes) {
      sent.inc(bytes);
      if (media != null) {
        media.inc(answers);
      }
    }

    /** Whether such an answer says that the server failed. */
    boolean failed() {
      return status >= FIRST_FAILURE;
    }

    boolean counts(RequestRecord request) {
      return status == request.status()
          && route.equals(request.route())
          && method.equals(request.method());
    }
  }

  Points of(RequestRecord request) {
    Points[] ofRoute = known.get(request.route());
    if (ofRoute != null) {
      for (Points each : ofRoute) {
        if (each.counts(request)) {
          return each;
        }
      }
    }
    Points fresh = fresh(request);
    known.merge(
        request.route(),
        new Points[] {fresh},
        (some, one) ->
            Arrays.stream(some).anyMatch(each -> each.counts(request)) ? some : and(some, one[0]));
    return fresh;
  }

  private static Points[] and(Points[] some, Points one) {
    Points[] more = Arrays.copyOf(some, some.length + 1);
    more[some.length] = one;
    return more;
  }

  private Points fresh(RequestRecord request) {
    String method = request.method();
    String route = request.route();
    return new Points(
        method,
        route,
        request.status(),
        method + " " + route,
        durations.labelValues(method, route, Integer.toString(request.status())),
        firstBytes.labelValues(method, route),
        sent.labelValues(route),
        media(request));
  }

  private @Nullable CounterDataPoint media(RequestRecord request) {
    String type = MEDIA.get(request.route());
    String status = request.status() < FIRST_ERROR ? "success" : "error";
    return type == null ? null : media.labelValues(type, status);
  }
}
