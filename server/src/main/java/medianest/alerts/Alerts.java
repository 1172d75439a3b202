package medianest.alerts;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
  private final Supplier<MetricSnapshots> metrics;
  private final AlertStore store;
  private final AlertBook book;

  /** Rules that fire without anybody knowing, since they were silent when they began to. */
  private final Set<String> untold = new HashSet<>();

  private final Webhooks webhooks;
  private final Letters letters;
  private final Clock clock;
  private final Thread thread = Thread.ofVirtual().name("alerts").unstarted(this::run);

  public Alerts(
      List<Rule> rules,
      Supplier<MetricSnapshots> metrics,
      Database database,
      AlertsConfig config,
      Clock clock) {
    this.alarms = rules.stream().map(Alarm::new).toList();
    this.metrics = metrics;
    this.store = new AlertStore(database);
    this.book = new AlertBook(store);
    this.webhooks = new Webhooks(config.webhooks());
    this.letters = new Letters(config.mail(), BETWEEN_TRIES);
    this.clock = clock;
  }

  /** Looks from now on; what an earlier process left firing is over. */
  public void begin() {
    thread.start();
  }

  private void run() {
    book.endedAll(clock.instant());
    try {
      while (true) {
        Thread.sleep(EVERY);
        try {
          look(metrics.get());
          book.catchUp(clock.instant());
        } catch (RuntimeException e) {
          LOG.warn("The rules of the alerts could not be looked at.", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look at all rules, which waits for nobody. */
  synchronized void look(MetricSnapshots snapshots) {
    Instant now = clock.instant();
    for (Alarm each : alarms) {
      Rule rule = each.rule();
      Sample sample = Sample.of(snapshots, rule.metric(), rule.labels());
      Sample of = rule.of().isEmpty() ? Sample.NOTHING : Sample.of(snapshots, rule.of(), Map.of());
      switch (each.look(now, sample, of)) {
        case FIRED -> {
          book.began(rule, now);
          untold.add(rule.name());
          LOG.warn("Alert {}: {}", rule.name(), rule.sentence());
        }
        case RESOLVED -> {
          book.ended(rule.name(), now);
          LOG.info("Alert {} is over.", rule.name());
          // Who has heard of it must hear that it is over, even in a silence; nobody else.
          if (!untold.remove(rule.name())) {
            tell(rule, "resolved", now);
          }
        }
        case NONE -> {}
      }
      if (untold.contains(rule.name()) && !book.silent(rule.name(), now)) {
        untold.remove(rule.name());
        tell(rule, "firing", now);
      }
    }
  }

  private void tell(Rule rule, String state, Instant now) {
    String severity = rule.severity().name().toLowerCase(Locale.ROOT);
    Message message = new Message(rule.name(), state, severity, rule.sentence(), now.toString());
    webhooks.tell(message);
    letters.tell(message);
  }

  List<Alarm> alarms() {
    return alarms;
  }

  AlertStore store() {
    return store;
  }

  AlertBook book() {
    return book;
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
