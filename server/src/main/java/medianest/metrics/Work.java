package medianest.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one request does on its thread: which statements, how often, for how long. Bound to the
 * virtual thread that answers, so nobody has to hand it on.
 */
public final class Work {

  private static final ThreadLocal<@Nullable Work> CURRENT = new ThreadLocal<>();

  /** Statements have names, and no request knows more of them. */
  private static final int MOST_NAMES = 64;

  private final Map<String, Ran> statements = new LinkedHashMap<>();

  private Work() {}

  /** A statement as often as it ran. */
  public record Ran(String name, int times, long nanos) {
    private Ran and(Ran other) {
      return new Ran(name, times + other.times, nanos + other.nanos);
    }
  }

  /** Everything on this thread belongs to it until {@link #end}. */
  public static Work begin() {
    Work work = new Work();
    CURRENT.set(work);
    return work;
  }

  public static void end() {
    CURRENT.remove();
  }

  /** A statement has run on this thread. */
  static void ran(String name, long nanos) {
    Work work = CURRENT.get();
    if (work != null
        && (work.statements.size() < MOST_NAMES || work.statements.containsKey(name))) {
      work.statements.merge(name, new Ran(name, 1, nanos), Ran::and);
    }
  }

  /** In the order of their first run. */
  public List<Ran> statements() {
    return List.copyOf(statements.values());
  }
}
