package medianest;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import medianest.alerts.Rule;
import medianest.alerts.RuleFile;
import medianest.db.DatabaseUnavailable;
import medianest.db.EmbeddedPostgres;
import medianest.diagnostics.DiagnosticsApi;
import medianest.diagnostics.Health;
import medianest.http.Problem;
import medianest.http.RouteTable;
import medianest.http.Routes;
import medianest.http.WebServer;
import medianest.metrics.Exposition;
import medianest.metrics.LagMetrics;
import medianest.ui.UiApi;
import org.jspecify.annotations.Nullable;

/** The whole server: every part is made and connected here and in {@link Features}. */
final class MediaNest implements AutoCloseable {

  /** Of the program as it was built; from the jar's manifest. */
  static final String VERSION =
      Optional.ofNullable(MediaNest.class.getPackage().getImplementationVersion())
          .orElse("development");

  /** How long requests under way may take when the server stops. */
  private static final Duration DRAIN = Duration.ofSeconds(10);

  /**
   * The very first start makes the database's files, and one after a power cut reads its log again;
   * both take a slow disk a while.
   */
  private static final Duration SLOW_START = Duration.ofMinutes(2);

  /** On a machine that is busy a usual start takes many times as long, and is no fault. */
  private static final Duration BUSY_START = Duration.ofSeconds(30);

  private final WebServer web;
  private final Features features;
  private final Operations operations;
  private final Health health;
  private final RouteTable routes = new RouteTable();
  private final LagMetrics lag;
  private final LagMetrics.Watch watch;

  private MediaNest(
      WebServer web,
      Features features,
      Operations operations,
      Health health,
      PrometheusRegistry registry) {
    this.web = web;
    this.features = features;
    this.operations = operations;
    this.health = health;
    this.lag = new LagMetrics(registry);
    this.watch = lag.watchThreads();
  }

  /** Starts everything, the slow parts side by side; what has started is stopped if one fails. */
  static MediaNest start(MediaNestConfig config, Clock clock, @Nullable String adminPassword)
      throws StartFailure {
    PrometheusRegistry registry = new PrometheusRegistry();
    Operations.Measured measured = Operations.Measured.of(registry, config.metrics());
    boolean slow = EmbeddedPostgres.startsSlowly(config.data());
    Starting<Features> starting =
        Starting.begin(
            "database",
            slow ? SLOW_START : BUSY_START,
            () -> Features.open(config, registry, measured.queries(), clock));
    WebServer web = new WebServer(config.http(), measured.requests(), clock);
    List<Rule> rules = RuleFile.shipped();
    Features features;
    try {
      features = starting.await();
    } catch (StartFailure e) {
      web.close();
      measured.close();
      throw e;
    }
    Operations operations = Operations.begin(measured, rules, features, config, web, clock);
    Health health = new Health(VERSION, features.components(config));
    MediaNest nest = new MediaNest(web, features, operations, health, registry);
    try {
      if (adminPassword != null) {
        features.setup().withPassword(adminPassword);
      }
      nest.listen(config, registry);
      return nest;
    } catch (StartFailure | RuntimeException e) {
      nest.close();
      throw e;
    }
  }

  private void listen(MediaNestConfig config, PrometheusRegistry registry) throws StartFailure {
    features.declare(routes);
    operations.declare(routes);
    new DiagnosticsApi(health, new Exposition(operations.measured()::metrics), config.metrics())
        .addTo(routes);
    new UiApi().addTo(routes);
    try {
      web.start(routes, features.authenticator(), MediaNest::translated);
    } catch (IOException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
    web.watch(lag);
    GaugeWithCallback.builder()
        .name("user_sessions_active")
        .help("Sessions that were used lately.")
        .callback(callback -> callback.call(features.sessions().active()))
        .register(registry);
    operations.remember();
    try {
      features.begin(config.libraries());
    } catch (IOException e) {
      throw new StartFailure("The folder of the uploads cannot be read: " + e + ".", e);
    }
  }

  /** All that it answers. */
  List<Routes.Route> routes() {
    return routes.routes();
  }

  /** What it is made of. */
  Features features() {
    return features;
  }

  /** How it measures itself. */
  Operations operations() {
    return operations;
  }

  /** Where it listens. */
  int port() {
    return web.port();
  }

  /** Every route, one to a line. */
  String routeTable() {
    return routes.dump();
  }

  /** The token for the link of the banner, while there is no account. */
  Optional<String> setupToken() {
    return features.setup().token();
  }

  /** Not ready from now on; takes nothing new, finishes what is under way, and stops. */
  @Override
  public void close() {
    health.drain();
    web.drain(DRAIN);
    web.close();
    watch.close();
    operations.close();
    features.close();
  }

  private static @Nullable Problem translated(Throwable failure) {
    return failure instanceof DatabaseUnavailable unavailable
        ? Problem.busy(unavailable.retryAfterSeconds(), "The database does not answer at present.")
        : null;
  }
}
