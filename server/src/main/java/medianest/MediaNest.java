package medianest;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import medianest.db.Database;
import medianest.db.DatabaseHome;
import medianest.db.DatabaseUnavailable;
import medianest.diagnostics.Component;
import medianest.diagnostics.DiagnosticsApi;
import medianest.diagnostics.Health;
import medianest.events.EventHub;
import medianest.events.EventsApi;
import medianest.http.Authenticator;
import medianest.http.Caller;
import medianest.http.Problem;
import medianest.http.RouteTable;
import medianest.http.WebServer;
import medianest.metrics.Exposition;
import medianest.metrics.LagMetrics;
import medianest.metrics.ProcessMetrics;
import medianest.metrics.QueryMetrics;
import medianest.metrics.RequestMetrics;
import medianest.ui.UiApi;
import medianest.users.Accounts;
import medianest.users.AuthApi;
import medianest.users.Sessions;
import medianest.users.Setup;
import org.jspecify.annotations.Nullable;

/** The whole server: every part is made and connected here, and nowhere else. */
final class MediaNest implements AutoCloseable {

  /** Of the program as it was built; from the jar's manifest. */
  static final String VERSION =
      Optional.ofNullable(MediaNest.class.getPackage().getImplementationVersion())
          .orElse("development");

  /** How long requests under way may take when the server stops. */
  private static final Duration DRAIN = Duration.ofSeconds(10);

  /** A first start makes the database's files, one after a crash repairs them. */
  private static final Duration DATABASE = Duration.ofSeconds(60);

  private final WebServer web;
  private final Stored stored;
  private final Health health;
  private final EventHub events;
  private final LagMetrics lag;
  private final LagMetrics.Watch watch;
  private final RouteTable routes = new RouteTable();

  private MediaNest(WebServer web, Stored stored, PrometheusRegistry registry) {
    this.web = web;
    this.stored = stored;
    this.health = new Health(VERSION, List.of(databaseHealth(stored.home().database())));
    this.events = new EventHub(registry);
    this.lag = new LagMetrics(registry);
    this.watch = lag.watchThreads();
  }

  /** What hangs on the database. */
  private record Stored(DatabaseHome home, Accounts accounts, Sessions sessions, Setup setup) {}

  /** Starts everything, the slow parts side by side; what has started is stopped if one fails. */
  static MediaNest start(MediaNestConfig config, Clock clock, @Nullable String adminPassword)
      throws StartFailure {
    PrometheusRegistry registry = new PrometheusRegistry();
    ProcessMetrics.register(registry);
    QueryMetrics queries = new QueryMetrics(registry);
    Starting<Stored> starting =
        Starting.begin("database", DATABASE, () -> stored(config, queries, clock));
    WebServer web = new WebServer(config.http(), new RequestMetrics(registry), clock);
    Stored stored;
    try {
      stored = starting.await();
    } catch (StartFailure e) {
      web.close();
      throw e;
    }
    MediaNest nest = new MediaNest(web, stored, registry);
    try {
      if (adminPassword != null) {
        stored.setup().withPassword(adminPassword);
      }
      nest.listen(config, registry);
      return nest;
    } catch (StartFailure | RuntimeException e) {
      nest.close();
      throw e;
    }
  }

  private static Stored stored(MediaNestConfig config, QueryMetrics queries, Clock clock) {
    DatabaseHome home =
        DatabaseHome.forServer(
            config.data(),
            config.database(),
            (name, operation, table, nanos, failed) ->
                queries.ran(operation, table, nanos, failed));
    try {
      Accounts accounts = Accounts.of(home.database(), config.users(), clock);
      Sessions sessions = Sessions.of(home.database(), config.users(), clock);
      return new Stored(home, accounts, sessions, Setup.of(accounts));
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  private void listen(MediaNestConfig config, PrometheusRegistry registry) throws StartFailure {
    AuthApi auth =
        new AuthApi(stored.accounts(), stored.sessions(), stored.setup(), config.users());
    auth.addTo(routes);
    new EventsApi(events, token -> auth.caller(token) != null).addTo(routes);
    new DiagnosticsApi(health, new Exposition(registry), config.metrics()).addTo(routes);
    new UiApi().addTo(routes);
    try {
      web.start(routes, authenticator(auth), MediaNest::translated);
    } catch (IOException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
    web.watch(lag);
    GaugeWithCallback.builder()
        .name("user_sessions_active")
        .help("Sessions that were used lately.")
        .callback(callback -> callback.call(stored.sessions().active()))
        .register(registry);
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
    return stored.setup().token();
  }

  /** Not ready from now on; takes nothing new, finishes what is under way, and stops. */
  @Override
  public void close() {
    health.drain();
    web.drain(DRAIN);
    web.close();
    watch.close();
    stored.home().close();
  }

  private static Component databaseHealth(Database database) {
    return new Component(
        "database",
        true,
        () ->
            database.answers()
                ? new Component.State(true, "It answers.")
                : new Component.State(false, "It does not answer; it is tried again and again."));
  }

  private static Authenticator authenticator(AuthApi auth) {
    return new Authenticator() {
      @Override
      public @Nullable Caller session(String token) {
        return auth.caller(token);
      }

      @Override
      public @Nullable Caller ticket(String ticket) {
        return null;
      }
    };
  }

  private static @Nullable Problem translated(Throwable failure) {
    return failure instanceof DatabaseUnavailable unavailable
        ? Problem.busy(unavailable.retryAfterSeconds(), "The database does not answer at present.")
        : null;
  }
}
