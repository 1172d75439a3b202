package medianest.db;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time during which the database does not answer. Callers are refused at once instead of
 * waiting for a connection each, and one thread asks whether it is back: after 1, 2, 4, 8 and then
 * every 16 s, each shortened by chance so that several nodes do not ask at the same moment.
 */
final class Outage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(16);

  private final BooleanSupplier answers;
  private final Jitter jitter;
  private final AtomicReference<@Nullable Thread> watcher = new AtomicReference<>();
  private volatile Duration wait = FIRST_WAIT;
  private volatile boolean closed;

  /** Shortens a wait by chance. */
  @FunctionalInterface
  interface Jitter {
    Duration of(Duration wait);
  }

  /**
   * No outage at first.
   *
   * @param answers whether the database answers; may block for some seconds
   */
  Outage(BooleanSupplier answers, Jitter jitter) {
    this.answers = answers;
    this.jitter = jitter;
  }

  /** Refuses while the database does not answer. */
  void check() {
    if (watcher.get() != null) {
      throw new DatabaseUnavailable(retryAfterSeconds(), null);
    }
  }

  boolean lasts() {
    return watcher.get() != null;
  }

  /** Notes that a connection failed, and says what to tell the caller. */
  DatabaseUnavailable begin(Exception cause) {
    Thread thread = Thread.ofVirtual().name("database-outage").unstarted(this::watch);
    if (!closed && watcher.compareAndSet(null, thread)) {
      wait = FIRST_WAIT;
      LOG.error("The database does not answer; trying again until it does.", cause);
      thread.start();
    }
    return new DatabaseUnavailable(retryAfterSeconds(), cause);
  }

  private int retryAfterSeconds() {
    return (int) wait.toSeconds();
  }

  private void watch() {
    try {
      do {
        Thread.sleep(jitter.of(wait));
        Duration next = wait.multipliedBy(2);
        wait = next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next;
      } while (!closed && !answers.getAsBoolean());
      LOG.info("The database answers again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watcher.set(null);
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread thread = watcher.get();
    if (thread != null) {
      thread.interrupt();
    }
  }
}
