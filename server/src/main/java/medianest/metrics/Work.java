package medianest.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one request does on its thread: which statements, how often, for how long, what it looked up
 * in caches, and how long it waited for a connection. Bound to the thread that answers, so nobody
 * has to hand it on.
 */
public final class Work {

  private static final ThreadLocal<@Nullable Work> CURRENT = new ThreadLocal<>();

  /** Statements have names, and no request knows more of them. */
  private static final int MOST_NAMES = 64;

  /** A request that asks for more is told of as far as this. */
  private static final int MOST_RUNS = 64;

  private final @Nullable List<Run> runs;

  /** Null until there is one: most requests for media ask nobody anything. */
  private @Nullable Map<String, Ran> statements;

  private @Nullable Map<String, LookUp> lookUps;
  private long connectionNanos;

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

  /** What a cache was asked for: how often it had it, and how often it had to load it. */
  public record LookUp(String cache, int hits, int misses) {
    private LookUp and(LookUp other) {
      return new LookUp(cache, hits + other.hits, misses + other.misses);
    }
  }

  /**
   * All of it.
   *
   * @param statements in the order of their first run
   * @param lookUps in the order of their first
   * @param connectionNanos spent in waiting for connections to the database
   */
  public record Done(List<Ran> statements, List<LookUp> lookUps, long connectionNanos) {

    public static final Done NOTHING = new Done(List.of(), List.of(), 0);

    public Done {
      statements = List.copyOf(statements);
      lookUps = List.copyOf(lookUps);
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
    if (work.statements == null) {
      work.statements = new LinkedHashMap<>();
    }
    if (work.statements.size() < MOST_NAMES || work.statements.containsKey(name)) {
      work.statements.merge(name, new Ran(name, 1, nanos), Ran::and);
    }
    if (work.runs != null && work.runs.size() < MOST_RUNS) {
      work.runs.add(new Run(name, operation, System.nanoTime() - nanos, nanos, failed));
    }
  }

  /** This thread looked something up in a cache; there are few of those. */
  public static void lookedUp(String cache, boolean hit) {
    Work work = CURRENT.get();
    if (work == null) {
      return;
    }
    if (work.lookUps == null) {
      work.lookUps = new LinkedHashMap<>();
    }
    work.lookUps.merge(cache, new LookUp(cache, hit ? 1 : 0, hit ? 0 : 1), LookUp::and);
  }

  /** This thread got a connection to the database after so long. */
  public static void connected(long nanos) {
    Work work = CURRENT.get();
    if (work != null) {
      work.connectionNanos += nanos;
    }
  }

  private static <V> List<V> values(@Nullable Map<String, V> map) {
    return map == null ? List.of() : new ArrayList<>(map.values());
  }

  /** What was done so far. */
  public Done done() {
    return statements == null && lookUps == null && connectionNanos == 0
        ? Done.NOTHING
        : new Done(values(statements), values(lookUps), connectionNanos);
  }

  /** Each run in turn; none where they are not kept. */
  public List<Run> runs() {
    return runs == null ? List.of() : List.copyOf(runs);
  }
}
