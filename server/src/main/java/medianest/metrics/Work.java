package medianest.metrics;

import java.util.ArrayList;
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

  /** A request that asks for more is told of as far as this. */
  private static final int MOST_RUNS = 64;

  private final Map<String, Ran> statements = new LinkedHashMap<>();
  private final @Nullable List<Run> runs;

  private Work(@Nullable List<Run> runs) {
    this.runs = runs;
  }

  /**
   * One run of a statement.
   *
   * @param startedNanos by {@link System#nanoTime}
   */
  public record Run(String name, String operation, long startedNanos, long nanos, boolean failed) {}

  /** A statement as often as it ran. */
  public record Ran(String name, int times, long nanos) {
    private Ran and(Ran other) {
      return new Ran(name, times + other.times, nanos + other.nanos);
    }
  }

  /** Everything on this thread belongs to it until {@link #end}. */
  public static Work begin() {
    return begin(false);
  }

  /**
   * The same.
   *
   * @param each whether each run of a statement is kept, for who follows the request
   */
  public static Work begin(boolean each) {
    Work work = new Work(each ? new ArrayList<>() : null);
    CURRENT.set(work);
    return work;
  }

  public static void end() {
    CURRENT.remove();
  }

  /** A statement has run on this thread. */
  static void ran(String name, String operation, long nanos, boolean failed) {
    Work work = CURRENT.get();
    if (work == null) {
      return;
    }
    if (work.statements.size() < MOST_NAMES || work.statements.containsKey(name)) {
      work.statements.merge(name, new Ran(name, 1, nanos), Ran::and);
    }
    if (work.runs != null && work.runs.size() < MOST_RUNS) {
      work.runs.add(new Run(name, operation, System.nanoTime() - nanos, nanos, failed));
    }
  }

  /** In the order of their first run. */
  public List<Ran> statements() {
    return List.copyOf(statements.values());
  }

  /** Each run in turn; none where they are not kept. */
  public List<Run> runs() {
    return runs == null ? List.of() : List.copyOf(runs);
  }
}
