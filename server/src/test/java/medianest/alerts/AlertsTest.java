package medianest.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import medianest.MovableClock;
import medianest.db.Database;
import medianest.db.DatabaseConfig;
import medianest.db.QueryObserver;
import medianest.db.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told of what, and what is remembered, with a real database and a real receiver. */
@Timeout(60)
class AlertsTest {

  private static final Duration STEP = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Database DATABASE =
      Database.open(
          TestPostgres.emptyDatabase(),
          new DatabaseConfig("", "", "", 0, 3, PATIENCE, LONG, LONG, LONG),
          QueryObserver.NONE);

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final MovableClock clock = new MovableClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Rule rule =
      RuleFile.shipped().stream()
          .filter(each -> each.name().equals("connections_short"))
          .findFirst()
          .orElseThrow();
  private @Nullable HttpServer receiver;
  private @Nullable Alerts alerts;

  @BeforeEach
  void start() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
          told.add(new String(body, StandardCharsets.UTF_8));
        });
    server.start();
    receiver = server;
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    AlertsConfig config = new AlertsConfig(List.of(address), MailConfig.defaults());
    alerts = new Alerts(List.of(rule), registry::scrape, DATABASE, config, clock);
  }

  @AfterEach
  void stop() {
    alerts().close();
    if (receiver != null) {
      receiver.stop(0);
    }
    DATABASE.run(handle -> handle.execute("/* alert.clear */ DELETE FROM alert"));
    DATABASE.run(handle -> handle.execute("/* silence.clear */ DELETE FROM alert_silence"));
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private Alerts alerts() {
    if (alerts == null) {
      throw new IllegalStateException("not started");
    }
    return alerts;
  }

  private Gauge waiting() {
    return Gauge.builder().name(rule.metric()).register(registry);
  }

  /** Long enough for the rule to fire, or to resolve. */
  private void look() {
    for (int i = 0; i < 3; i++) {
      alerts().look(registry.scrape());
      clock.advance(STEP);
    }
  }

  private void write() {
    alerts().book().catchUp(clock.instant());
  }

  private String heard() throws InterruptedException {
    String body = told.poll(20, TimeUnit.SECONDS);
    if (body == null) {
      throw new AssertionError("nobody was told");
    }
    assertThat(body).contains("\"alert\":\"connections_short\"", rule.sentence());
    return body;
  }

  private List<AlertStore.Fired> history() {
    return alerts().store().last();
  }

  @Test
  void whatFiresAndResolvesIsToldAndRemembered() throws Exception {
    Gauge waiting = waiting();
    look();
    waiting.set(2);
    look();
    assertThat(heard()).contains("\"state\":\"firing\"");
    assertThat(alerts().firing()).isEqualTo(1);
    write();
    assertThat(history()).hasSize(1);
    assertThat(history().getFirst().endedAt()).isNull();
    waiting.set(0);
    look();
    assertThat(heard()).contains("\"state\":\"resolved\"");
    write();
    assertThat(history()).hasSize(1);
    assertThat(history().getFirst().endedAt()).isAfter(history().getFirst().beganAt());
    assertThat(told).isEmpty();
  }

  @Test
  void inASilenceNobodyIsToldUntilItEnds() throws Exception {
    Gauge waiting = waiting();
    Instant until = clock.instant().plus(Duration.ofHours(1));
    alerts().book().silence(rule.name(), until, "mia");
    waiting.set(2);
    look();
    waiting.set(0);
    look();
    write();
    // It is in the history all the same, and nobody hears of the end of what he did not hear of.
    assertThat(history()).hasSize(1);
    waiting.set(2);
    look();
    clock.advance(Duration.ofHours(1));
    alerts().look(registry.scrape());
    assertThat(heard()).contains("\"state\":\"firing\"");
    assertThat(told).isEmpty();
  }

  @Test
  void whoHeardOfItHearsOfItsEndEvenInASilence() throws Exception {
    Gauge waiting = waiting();
    waiting.set(2);
    look();
    assertThat(heard()).contains("\"state\":\"firing\"");
    alerts().book().silence(rule.name(), clock.instant().plus(Duration.ofHours(1)), "mia");
    waiting.set(0);
    look();
    assertThat(heard()).contains("\"state\":\"resolved\"");
  }

  @Test
  void aSilenceOfAnEarlierProcessHolds() throws Exception {
    Instant until = clock.instant().plus(Duration.ofHours(1));
    new AlertStore(DATABASE).silence(rule.name(), until, "mia");
    write();
    waiting().set(2);
    look();
    clock.advance(Duration.ofHours(1));
    alerts().look(registry.scrape());
    heard();
    assertThat(told).isEmpty();
  }

  @Test
  void aPoolThatIsFullIsToldThoughTheHistoryGetsNoConnection() throws Exception {
    GaugeWithCallback.builder()
        .name(rule.metric())
        .callback(callback -> callback.call(DATABASE.poolUse().waiting()))
        .register(registry);
    CountDownLatch release = new CountDownLatch(1);
    List<Thread> holders = new ArrayList<>();
    try {
      for (int i = 0; i < DATABASE.poolUse().limit() + 2; i++) {
        holders.add(Thread.ofVirtual().start(() -> hold(release)));
      }
      while (DATABASE.poolUse().waiting() == 0) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      look();
      assertThat(heard()).contains("\"state\":\"firing\"");
      // What cannot be written now is written later.
      write();
    } finally {
      release.countDown();
      for (Thread each : holders) {
        each.join();
      }
    }
    while (DATABASE.outageLasts()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    write();
    assertThat(history()).hasSize(1);
    look();
    write();
    assertThat(heard()).contains("\"state\":\"resolved\"");
    assertThat(history().getFirst().endedAt()).isNotNull();
  }

  /** Some of them get a connection, and some wait until they may no longer. */
  private static void hold(CountDownLatch release) {
    try {
      DATABASE.run(handle -> {
        handle.execute("/* pool.hold */ SELECT 1");
        return await(release);
      });
    } catch (RuntimeException e) {
      assertThat(e).hasMessageNotContaining("pool.hold");
    }
  }

  private static boolean await(CountDownLatch release) {
    try {
      return release.await(40, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
