package medianest.alerts;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the database is to know of alerts, and what it has said of silences. Nobody waits for it: a
 * database that is away, or has no connection left, is one of the things that alerts are about.
 */
final class AlertBook {

  private static final Logger LOG = LoggerFactory.getLogger(AlertBook.class);

  /** Of an outage that goes on for days the beginning is forgotten. */
  private static final int MOST_UNWRITTEN = 1_000;

  private final AlertStore store;
  private final Deque<Runnable> unwritten = new ArrayDeque<>();
  private Map<String, Instant> silences = Map.of();
  private boolean away;

  AlertBook(AlertStore store) {
    this.store = store;
  }

  void began(Rule rule, Instant at) {
    add(() -> store.began(rule, at));
  }

  void ended(String rule, Instant at) {
    add(() -> store.ended(rule, at));
  }

  /** What an earlier process left firing is over. */
  void endedAll(Instant at) {
    add(() -> store.endedAll(at));
  }

  private synchronized void add(Runnable entry) {
    if (unwritten.size() == MOST_UNWRITTEN) {
      unwritten.removeFirst();
    }
    unwritten.addLast(entry);
  }

  /** Whether nobody wants to be told at present, as far as is known. */
  synchronized boolean silent(String rule, Instant now) {
    Instant until = silences.get(rule);
    return until != null && until.isAfter(now);
  }

  void silence(String rule, Instant until, String by) {
    store.silence(rule, until, by);
    synchronized (this) {
      Map<String, Instant> known = new HashMap<>(silences);
      known.put(rule, until);
      silences = Map.copyOf(known);
    }
  }

  /** Writes what is not written yet, in its order, and asks for silences; may take a while. */
  void catchUp(Instant now) {
    try {
      for (Runnable next = first(); next != null; next = first()) {
        next.run();
        written(next);
      }
      Map<String, Instant> known = store.silences(now);
      synchronized (this) {
        silences = known;
      }
      away = false;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.warn("What becomes of alerts is written down when the database answers again.", e);
      }
      away = true;
    }
  }

  private synchronized @Nullable Runnable first() {
    return unwritten.peekFirst();
  }

  private synchronized void written(Runnable entry) {
    unwritten.remove(entry);
  }
}
