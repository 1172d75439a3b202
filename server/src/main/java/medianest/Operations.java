package medianest;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import medianest.alerts.Alerts;
import medianest.alerts.AlertsApi;
import medianest.alerts.Rule;
import medianest.capacity.Advice;
import medianest.capacity.CapacityApi;
import medianest.capacity.History;
import medianest.capacity.LoadTests;
import medianest.capacity.LoadTestsApi;
import medianest.capacity.Outlook;
import medianest.db.ClockSkew;
import medianest.db.Database;
import medianest.diagnostics.DatabaseApi;
import medianest.diagnostics.FlightRing;
import medianest.diagnostics.Held;
import medianest.diagnostics.LeakSearch;
import medianest.diagnostics.LeakWatch;
import medianest.diagnostics.LeaksApi;
import medianest.diagnostics.Measuring;
import medianest.diagnostics.MemoryApi;
import medianest.diagnostics.MethodTimings;
import medianest.diagnostics.MethodsApi;
import medianest.diagnostics.MetricsConfig;
import medianest.diagnostics.Recordings;
import medianest.diagnostics.RecordingsApi;
import medianest.diagnostics.RequestsApi;
import medianest.http.Routes;
import medianest.http.WebServer;
import medianest.metrics.HeapWatch;
import medianest.metrics.ProcessMetrics;
import medianest.metrics.QueryMetrics;
import medianest.metrics.RequestMetrics;
import medianest.stream.StreamConfig;
import medianest.stream.Viewers;
import medianest.traces.SpanExport;
import org.jspecify.annotations.Nullable;

/** How the server measures and explains itself to who looks after it. */
record Operations(
    Measured measured,
    Database database,
    HeapWatch heap,
    LeakWatch leaks,
    History history,
    Alerts alerts,
    Recordings recordings,
    Measuring measuring,
    MethodTimings methods,
    LoadTests loadTests,
    CapacityApi.Encoders encoders)
    implements AutoCloseable {

  /**
   * Where figures come from.
   *
   * @param spans to a collector of traces; null where there is none
   */
  record Measured(
      PrometheusRegistry registry,
      RequestMetrics requests,
      QueryMetrics queries,
      @Nullable SpanExport spans)
      implements AutoCloseable {

    static Measured of(PrometheusRegistry registry, MetricsConfig config) {
      ProcessMetrics.register(registry);
      RequestMetrics requests = new RequestMetrics(registry, config.measure());
      return new Measured(
          registry,
          requests,
          new QueryMetrics(registry, config.measure()),
          config.otlpEndpoint().isEmpty()
              ? null
              : SpanExport.begin(
                  registry, requests, URI.create(config.otlpEndpoint()), MediaNest.VERSION));
    }

    /** All metrics as they are now. */
    MetricSnapshots metrics() {
      requests.settle();
      return registry.scrape();
    }

    @Override
    public void close() {
      if (spans != null) {
        spans.close();
      }
    }
  }

  static Operations begin(
      Measured measured,
      List<Rule> rules,
      Features features,
      MediaNestConfig config,
      WebServer web,
      Clock clock) {
    PrometheusRegistry registry = measured.registry();
    Database database = features.home().database();
    HeapWatch heap = new HeapWatch(registry, clock).begin();
    ProcessMetrics.registerDisk(registry, config.data());
    registerConnections(registry, web, database);
    ClockSkew skew = new ClockSkew(database, clock);
    LeakSearch search = new LeakSearch(config.data().resolve("recordings"), clock);
    History history =
        new History(
            new MeasuredSeries(features, measured.requests()).all(config.data().toFile()),
            database,
            clock);
    LoadTests loadTests =
        new LoadTests(
            new OwnGenerator(
                config.http(), features.accounts(), features.home().facts(), web::port, clock),
            database,
            history,
            config.data().resolve("load-tests"),
            clock);
    LeakWatch leaks = new LeakWatch(heap, search, held(web, features, loadTests), clock);
    Alerts alerts = new Alerts(rules, measured::metrics, database, config.alerts(), clock);
    FlightRing ring = new FlightRing(config.data().resolve("recordings").resolve("ring"));
    Measuring measuring =
        new Measuring(measured.requests(), measured.queries(), ring, config.data());
    if (config.metrics().measure()) {
      measuring.begin();
      if (config.metrics().flightRecorder()) {
        ring.begin();
      }
      leaks.begin(registry);
      Outlook outlook = new Outlook(new Advice(history), leaks::heapIsFullSoon);
      outlook.begin(registry);
      history.begin(() -> {
        skew.look();
        outlook.look();
      });
      alerts.begin();
    }
    limitViewers(features.tickets().viewers(), loadTests, config.stream());
    registerFeatures(registry, features);
    registerSkew(registry, skew);
    return new Operations(
        measured,
        database,
        heap,
        leaks,
        history,
        alerts,
        new Recordings(
            config.data().resolve("recordings"),
            measured.requests(),
            config.metrics().nativeProfiler(),
            ring,
            clock),
        measuring,
        new MethodTimings(clock),
        loadTests,
        encoders(features, config));
  }

  private static Held held(WebServer web, Features features, LoadTests tests) {
    return new Held(
        web::connections,
        () -> {
          Database.PoolUse pool = features.home().database().poolUse();
          return pool.active() + pool.idle() + features.streaming().openFiles();
        },
        () -> features.encoding().ffmpeg().watchers(),
        tests::isRunning);
  }

  private static CapacityApi.Encoders encoders(Features features, MediaNestConfig config) {
    boolean present = features.encoding().ffmpeg().program().isPresent();
    return new CapacityApi.Encoders(present, config.transcode().slots());
  }

  /** By the settings, or by what the last search found; a search itself knows no limit. */
  private static void limitViewers(Viewers viewers, LoadTests tests, StreamConfig config) {
    viewers.limitBy(() -> {
      int measured = config.holdToCapacity() ? tests.viewers() : 0;
      int set = tests.isRunning() ? 0 : config.mostViewers();
      return set > 0 && measured > 0 ? Math.min(set, measured) : Math.max(set, measured);
    });
  }

  private static void registerFeatures(PrometheusRegistry registry, Features features) {
    GaugeWithCallback.builder()
        .name("viewers")
        .help("People who watch, or did in the last 45 seconds.")
        .callback(callback -> callback.call(features.tickets().viewers().count()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("uploads_broken_lately")
        .help("Uploads of the last day that the server lost or could not read.")
        .callback(callback -> callback.call(features.uploads().brokenLately()))
        .register(registry);
    CounterWithCallback.builder()
        .name("uploads_refused_for_space_total")
        .help("Uploads that were not kept, since the disk has no more than its reserve.")
        .callback(callback -> callback.call((double) features.uploads().refusedForSpace()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("pictures_abandoned")
        .help("Files that are left alone, since the server ended each time it made their pictures.")
        .callback(callback -> callback.call(features.gallery().artwork().abandoned()))
        .register(registry);
  }

  private static void registerSkew(PrometheusRegistry registry, ClockSkew skew) {
    GaugeWithCallback.builder()
        .name("clock_skew_seconds")
        .help("How far the clocks of this machine and of the database are apart at least.")
        .callback(callback -> callback.call(skew.seconds()))
        .register(registry);
  }

  private static void registerConnections(
      PrometheusRegistry registry, WebServer web, Database database) {
    GaugeWithCallback.builder()
        .name("http_connections")
        .help("Connections of clients that are open.")
        .callback(callback -> callback.call(web.connections()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("tls_certificate_ends_soon")
        .help("1 where the certificate that clients are shown is good for two weeks at most.")
        .callback(callback -> callback.call(web.certificateEndsSoon() ? 1 : 0))
        .register(registry);
    GaugeWithCallback.builder()
        .name("database_pool_connections")
        .help("Connections to the database by state.")
        .labelNames("state")
        .callback(callback -> {
          Database.PoolUse use = database.poolUse();
          callback.call(use.active(), "active");
          callback.call(use.idle(), "idle");
          callback.call(use.limit(), "limit");
        })
        .register(registry);
    GaugeWithCallback.builder()
        .name("database_connection_held_seconds")
        .help("For how long the connection that was taken first of those in use has been.")
        .callback(callback -> callback.call(database.poolUse().heldNanos() / 1e9))
        .register(registry);
    GaugeWithCallback.builder()
        .name("database_pool_waiting")
        .help("Callers that wait for a connection.")
        .callback(callback -> callback.call(database.poolUse().waiting()))
        .register(registry);
  }

  /** Remembers what was found before; the first statements come when the server listens. */
  void remember() {
    loadTests.remember();
  }

  /** Declares all that administrators can ask. */
  void declare(Routes routes) {
    new RequestsApi(measured.requests()).addTo(routes);
    new DatabaseApi(database, measured.queries(), measured.requests()).addTo(routes);
    new MemoryApi(heap).addTo(routes);
    new LeaksApi(leaks).addTo(routes);
    new RecordingsApi(recordings).addTo(routes);
    new MethodsApi(methods).addTo(routes);
    new CapacityApi(history, new Advice(history), loadTests, encoders).addTo(routes);
    new LoadTestsApi(loadTests).addTo(routes);
    new AlertsApi(alerts).addTo(routes);
  }

  @Override
  public void close() {
    loadTests.close();
    measuring.close();
    recordings.close();
    methods.close();
    alerts.close();
    history.close();
    leaks.close();
    heap.close();
    measured.close();
  }
}
