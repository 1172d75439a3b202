package medianest.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts and times every request; labels are route templates, so their number is bounded. */
public final class RequestMetrics {

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120
  };

  /** What of these requests is about media, and what each is. */
  private static final Map<String, String> MEDIA =
      Map.of(
          "/api/v1/media/upload", "upload",
          "/api/v1/media/status", "status",
          "/api/v1/media/download", "download",
          "/stream/{ticket}/original", "original",
          "/stream/{ticket}/master.m3u8", "playlist",
          "/stream/{ticket}/subtitles/{file}", "subtitles",
          "/stream/{ticket}/{plan}/{track}/{file}", "segment");

  private static final int FIRST_ERROR = 400;
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;

  private final Histogram durations;
  private final Histogram firstBytes;
  private final Counter sent;
  private final Counter media;
  private final Counter errors;
  private final Counter repeating;
  private final Counter refused;
  private final RequestRing ring = new RequestRing();
  private final SlowestRequests slowest = new SlowestRequests();
  private final Times routes = new Times();
  private final Repetitions repetitions = new Repetitions();
  private final boolean on;
  private final LongAdder begun = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /** By route, few of each. Never changed, only replaced. */
  private final Map<String, Points[]> known = new ConcurrentHashMap<>();

  private final List<RequestBatch> batches = new CopyOnWriteArrayList<>();

  private volatile @Nullable Consumer<TracedRequest> traces;
  private volatile @Nullable RequestWatch watch;

  public RequestMetrics(PrometheusRegistry registry) {
    this(registry, true);
  }

  /**
   * Makes them.
   *
   * @param on whether anything is counted
   */
  public RequestMetrics(PrometheusRegistry registry, boolean on) {
    this.on = on;
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
    errors =
        Counter.builder()
            .name("http_server_errors_total")
            .help("Answers that say that the server failed (500 to 599).")
            .register(registry);
    repeating =
        Counter.builder()
            .name("http_requests_repeating_statements_total")
            .help("Requests that ran one statement more than ten times (N+1).")
            .register(registry);
    refused =
        Counter.builder()
            .name("http_requests_refused_total")
            .help("Requests of people who are not signed in (401) or may not do this (403).")
            .register(registry);
    GaugeWithCallback.builder()
        .name("http_requests_in_flight")
        .help("Requests that are being answered.")
        .callback(callback -> callback.call((double) Math.max(0, begun.sum() - answered.sum())))
        .register(registry);
  }

  /** The templates of routes that are counted as media. */
  public static Set<String> mediaRoutes() {
    return MEDIA.keySet();
  }

  /** Whoever follows requests through several programs; must not wait, nor fail. */
  public void traceTo(Consumer<TracedRequest> consumer) {
    traces = consumer;
  }

  /** Who is told of requests that belong to a trace; null where nobody is. */
  public @Nullable Consumer<TracedRequest> traces() {
    return traces;
  }

  public RequestRing ring() {
    settle();
    return ring;
  }

  /** The slowest of the last hour. */
  public SlowestRequests slowest() {
    settle();
    return slowest;
  }

  /** Times to the first byte by method and route. */
  public Times routes() {
    settle();
    return routes;
  }

  /** Statements that requests run again and again. */
  public Repetitions repetitions() {
    settle();
    return repetitions;
  }

  /** What was answered since the start, and the p95 since the last call of this. */
  public Totals flip() {
    settle();
    return new Totals(answered.sum(), failed.sum(), bytes.sum(), routes.p95SinceLast() / 1e3);
  }

  /** Sums over all routes. */
  public record Totals(long answered, long failed, long bytes, double p95Seconds) {}

  /** Tells one about every request that a thread begins to work on; null for nobody. */
  public void watchedBy(@Nullable RequestWatch next) {
    watch = next;
  }

  /**
   * This thread begins to work on a request.
   *
   * @return to be run on this thread when it has ended
   */
  public Runnable working(String route) {
    RequestWatch told = watch;
    return told == null ? RequestMetrics::nobodyWatches : told.working(route);
  }

  private static void nobodyWatches() {}

  public void begun() {
    if (on) {
      begun.increment();
    }
  }

  /** Where an event loop puts its answers; there is one of it for each. */
  public RequestBatch batch() {
    RequestBatch batch = new RequestBatch(this);
    batches.add(batch);
    return batch;
  }

  /** Counts what event loops have put aside; to be called before the registry is read. */
  public void settle() {
    batches.forEach(RequestBatch::settle);
  }

  /** A request is not being answered any more; whether it is to be counted. */
  boolean ended() {
    if (on) {
      answered.increment();
    }
    return on;
  }

  void count(RequestRecord request) {
    Points points = points(request);
    points.durations.observe(request.durationNanos() / 1e9);
    points.firstBytes.observe(request.firstByteNanos() / 1e9);
    points.sent.inc(request.bytes());
    if (points.media != null) {
      points.media.inc();
    }
    ring.add(request);
    slowest.add(request);
    boolean ours = request.status() >= 500;
    routes.add(points.name, request.firstByteNanos(), ours);
    if (repetitions.look(request)) {
      repeating.inc();
    }
    if (request.status() == UNAUTHENTICATED || request.status() == FORBIDDEN) {
      refused.inc();
    }
    bytes.add(request.bytes());
    if (ours) {
      failed.increment();
      errors.inc();
    }
  }

  /** Where such an answer is counted: to look three metrics up by labels takes a microsecond. */
  private record Points(
      String method,
      int status,
      String name,
      DistributionDataPoint durations,
      DistributionDataPoint firstBytes,
      CounterDataPoint sent,
      @Nullable CounterDataPoint media) {

    private boolean counts(RequestRecord request) {
      return status == request.status() && method.equals(request.method());
    }
  }

  private Points points(RequestRecord request) {
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
