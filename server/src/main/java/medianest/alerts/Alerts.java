package medianest.alerts;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import medianest.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at every rule each fifteen seconds, remembers what fired, and tells who asked to know. */
public final class Alerts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
  private static final Duration EVERY = Duration.ofSeconds(15);

  /** Mail servers that put off a sender whom they do not know take the letter after a while. */
  private static final Duration BETWEEN_TRIES = Duration.ofMinutes(2);

  private final List<Alarm> alarms;
  private final PrometheusRegistry registry;
  private final AlertStore store;
  private final Webhooks webhooks;
  private final Letters letters;
  private final Clock clock;
  private final Thread thread = Thread.ofVirtual().name("alerts").unstarted(this::run);

  public Alerts(
      List<Rule> rules,
      PrometheusRegistry registry,
      Database database,
      AlertsConfig config,
      Clock clock) {
    this.alarms = rules.stream().map(Alarm::new).toList();
    this.registry = registry;
    this.store = new AlertStore(database);
    this.webhooks = new Webhooks(config.webhooks());
    this.letters = new Letters(config.mail(), BETWEEN_TRIES);
    this.clock = clock;
  }

  /** Looks from now on; what an earlier process left firing is over. */
  public void begin() {
    thread.start();
  }

  private void run() {
    boolean tidy = false;
    try {
      while (true) {
        Thread.sleep(EVERY);
        try {
          if (!tidy) {
            store.endedAll(clock.instant());
            tidy = true;
          }
          look(registry.scrape());
        } catch (RuntimeException e) {
          LOG.warn("The rules of the alerts could not be looked at.", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look at all rules. */
  synchronized void look(MetricSnapshots snapshots) {
    Instant now = clock.instant();
    Map<String, Instant> silences = store.silences(now);
    for (Alarm each : alarms) {
      Rule rule = each.rule();
      Sample sample = Sample.of(snapshots, rule.metric(), rule.labels());
      Sample of = rule.of().isEmpty() ? Sample.NOTHING : Sample.of(snapshots, rule.of(), Map.of());
      switch (each.look(now, sample, of)) {
        case FIRED -> {
          store.began(rule, now);
          LOG.warn("Alert {}: {}", rule.name(), rule.sentence());
          tell(rule, "firing", now, silences);
        }
        case RESOLVED -> {
          store.ended(rule.name(), now);
          LOG.info("Alert {} is over.", rule.name());
          tell(rule, "resolved", now, silences);
        }
        case NONE -> {}
      }
    }
  }

  private void tell(Rule rule, String state, Instant now, Map<String, Instant> silences) {
    if (!silences.containsKey(rule.name())) {
      String severity = rule.severity().name().toLowerCase(Locale.ROOT);
      Message message = new Message(rule.name(), state, severity, rule.sentence(), now.toString());
      webhooks.tell(message);
      letters.tell(message);
    }
  }

  List<Alarm> alarms() {
    return alarms;
  }

  AlertStore store() {
    return store;
  }

  Clock clock() {
    return clock;
  }

  /** Rules that fire at present. */
  public long firing() {
    return alarms.stream().filter(Alarm::firing).count();
  }

  @Override
  public void close() {
    thread.interrupt();
    webhooks.close();
  }
}
