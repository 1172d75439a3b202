package medianest.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts and times every request; labels are route templates, so their number is bounded. */
public final class RequestMetrics {

  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;

  private final RequestPoints points;
  private final Counter errors;
  private final Counter repeating;
  private final Counter refused;
  private final RequestRing ring = new RequestRing();
  private final SlowestRequests slowest = new SlowestRequests();
  private final Times routes = new Times();
  private final Repetitions repetitions = new Repetitions();
  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  private final List<RequestBatch> batches = new CopyOnWriteArrayList<>();

  private volatile boolean on;
  private volatile @Nullable Consumer<TracedRequest> traces;
  private volatile @Nullable RequestWatch watch;

  public RequestMetrics(PrometheusRegistry registry) {
    this(registry, true);
  }

  /**
   * Makes them.
   *
   * @param on whether more is told of requests than how many are under way
   */
  public RequestMetrics(PrometheusRegistry registry, boolean on) {
    this.on = on;
    points = new RequestPoints(registry);
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
        .callback(
            callback -> callback.call(batches.stream().mapToInt(RequestBatch::underWay).sum()))
        .register(registry);
  }

  /** The templates of routes that are counted as media. */
  public static Set<String> mediaRoutes() {
    return RequestPoints.MEDIA.keySet();
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

  /** Whether more is told of requests than how many are under way. */
  public boolean isOn() {
    return on;
  }

  /** Tells more of requests from now on, or no longer. */
  public void measure(boolean next) {
    on = next;
  }

  /** Where an event loop puts its requests; there is one of it for each. */
  public RequestBatch batch() {
    RequestBatch batch = new RequestBatch(this);
    batches.add(batch);
    return batch;
  }

  /** Counts what event loops have put aside; to be called before the registry is read. */
  public void settle() {
    batches.forEach(RequestBatch::settle);
  }

  /** Of an event loop, in the order in which they were answered. */
  void count(RequestRecord[] requests, int from, int end) {
    ring.add(requests, from, end);
    int next = from;
    while (next < end) {
      next = countAlike(requests, next, end);
    }
  }

  /** Neighbours of one route and one outcome are added up first, as most are under load. */
  private int countAlike(RequestRecord[] requests, int from, int end) {
    RequestPoints.Points of = points.of(requests[from]);
    long sent = 0;
    int next = from;
    do {
      RequestRecord request = requests[next++];
      of.time(request);
      routes.add(of.name(), request.firstByteNanos(), of.failed());
      slowest.add(request);
      if (repetitions.look(request)) {
        repeating.inc();
      }
      sent += request.bytes();
    } while (next < end && of.counts(requests[next]));
    count(of, next - from, sent);
    return next;
  }

  private void count(RequestPoints.Points of, int requests, long sent) {
    of.count(requests, sent);
    answered.add(requests);
    bytes.add(sent);
    if (of.status() == UNAUTHENTICATED || of.status() == FORBIDDEN) {
      refused.inc(requests);
    }
    if (of.failed()) {
      failed.add(requests);
      errors.inc(requests);
    }
  }
}
