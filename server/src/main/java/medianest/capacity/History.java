package medianest.capacity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import medianest.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every series each ten seconds and remembers: all of it for two hours in memory, a minute
 * for two days and an hour for two years in the database.
 */
public final class History implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(History.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final List<Series> series;
  private final HistoryStore store;
  private final Clock clock;
  private final Map<String, Recent> recent = new LinkedHashMap<>();
  private final Map<String, Sum> minute = new LinkedHashMap<>();
  private Instant minuteBegan;
  private Instant hourFolded;
  private Runnable eachMinute = () -> {};
  private final Thread thread;

  /** Sums of the minute that runs. */
  private static final class Sum {
    private int count;
    private double sum;
    private double peak = Double.NEGATIVE_INFINITY;

    void add(double value) {
      count++;
      sum += value;
      peak = Math.max(peak, value);
    }

    Recent.Point point(Instant at) {
      return new Recent.Point(at.toEpochMilli(), sum / count, peak);
    }
  }

  public History(List<Series> series, Database database, Clock clock) {
    this.series = List.copyOf(series);
    this.store = new HistoryStore(database);
    this.clock = clock;
    this.minuteBegan = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    this.hourFolded = clock.instant().truncatedTo(ChronoUnit.HOURS);
    this.series.forEach(each -> recent.put(each.name(), new Recent()));
    this.thread = Thread.ofVirtual().name("history").unstarted(this::run);
  }

  /**
   * Looks from now on.
   *
   * @param afterEachMinute is run when a minute is kept
   */
  public void begin(Runnable afterEachMinute) {
    eachMinute = afterEachMinute;
    thread.start();
  }

  List<Series> series() {
    return series;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(EVERY);
        try {
          look();
        } catch (RuntimeException e) {
          LOG.warn("The figures of the history could not be looked at.", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look at everything; a database that does not answer loses a minute, and no more. */
  void look() {
    Instant now = clock.instant();
    Instant thisMinute = now.truncatedTo(ChronoUnit.MINUTES);
    if (thisMinute.isAfter(minuteBegan)) {
      keep();
      minuteBegan = thisMinute;
      eachMinute.run();
    }
    for (Series each : series) {
      double value = each.now().getAsDouble();
      if (!Double.isNaN(value)) {
        recent(each.name()).add(now.toEpochMilli(), value);
        minute.computeIfAbsent(each.name(), ignored -> new Sum()).add(value);
      }
    }
  }

  private void keep() {
    Map<String, Recent.Point> points = new LinkedHashMap<>();
    minute.forEach((name, sum) -> points.put(name, sum.point(minuteBegan)));
    minute.clear();
    try {
      store.addMinute(minuteBegan, points);
      Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
      if (hour.isAfter(hourFolded)) {
        store.foldHour(hour);
        hourFolded = hour;
      }
    } catch (RuntimeException e) {
      LOG.warn("A minute of the history could not be kept.", e);
    }
  }

  /** How far back one looks. */
  enum Span {
    RECENT,
    DAYS,
    YEARS
  }

  List<Recent.Point> points(String name, Span span) {
    return switch (span) {
      case RECENT -> recent(name).points();
      case DAYS -> store.points("minute", name, clock.instant().minus(Duration.ofDays(2)));
      case YEARS -> store.points("hour", name, clock.instant().minus(Duration.ofDays(730)));
    };
  }

  private Recent recent(String name) {
    Recent known = recent.get(name);
    if (known == null) {
      throw new IllegalArgumentException("there is no series " + name);
    }
    return known;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
