package medianest.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How PostgreSQL goes about statements that took long: each is explained once in a while with the
 * values that it had, beside whoever waits for it, and not run again.
 */
public final class SlowPlans {

  private static final Logger LOG = LoggerFactory.getLogger(SlowPlans.class);
  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofMinutes(10);
  private static final int MOST = 50;

  /** A scan that costs less than this many pages in turn needs no index. */
  private static final double DEAR = 500;

  private static final Pattern SCAN =
      Pattern.compile("Seq Scan on (\\w+)[^(]*\\(cost=[0-9.]+\\.\\.([0-9.]+)");
  private static final Pattern FILTER = Pattern.compile("\\s*Filter: (.*)");
  private static final Pattern COMPARED =
      Pattern.compile("\\b([a-z][a-z0-9_]*)\\)? (?:=|<|>|<=|>=) ");
  private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

  private final Jdbi jdbi;
  private final Duration slow;
  private final Map<String, Long> asked = new ConcurrentHashMap<>();
  private final Map<String, Plan> plans = new LinkedHashMap<>();

  SlowPlans(Jdbi jdbi) {
    this(jdbi, SLOW);
  }

  SlowPlans(Jdbi jdbi, Duration slow) {
    this.jdbi = jdbi;
    this.slow = slow;
  }

  /**
   * One statement.
   *
   * @param seconds that it took when it was looked at
   * @param lines of the plan, without values
   * @param missingIndex what would help, where it is plain; else null
   * @param hint the same as a sentence
   */
  public record Plan(
      String statement,
      double seconds,
      List<String> lines,
      @Nullable MissingIndex missingIndex,
      @Nullable String hint) {
    public Plan {
      lines = List.copyOf(lines);
    }
  }

  /** A table that is read whole to find what one of its columns says. */
  public record MissingIndex(String table, String column) {

    public String sentence() {
      return "It reads all of %s to find rows by %s: an index on %s (%s) would help."
          .formatted(table, column, table, column);
    }
  }

  /** The last first. */
  public List<Plan> plans() {
    synchronized (plans) {
      return new ArrayList<>(plans.values()).reversed();
    }
  }

  /** Called on the thread of the statement, whose values are copied here. */
  void ran(StatementName name, StatementContext context, long nanos) {
    // Of a batch there is none: it has as many sets of values as it has rows.
    PreparedStatement statement = context.getStatement();
    if (statement == null
        || nanos < slow.toNanos()
        || name.table().equals("pg")
        || !due(name.name())) {
      return;
    }
    try {
      // The driver writes a statement with its values, quoted as it would send them.
      String sql = statement.unwrap(PreparedStatement.class).toString();
      Thread.ofVirtual().name("explain").start(() -> explain(name.name(), sql, nanos));
    } catch (SQLException e) {
      LOG.debug("The text of {} could not be had.", name.name(), e);
    }
  }

  private boolean due(String name) {
    long now = System.nanoTime();
    Long before = asked.get(name);
    return (before == null || now - before > AGAIN.toNanos())
        && (before == null
            ? asked.putIfAbsent(name, now) == null
            : asked.replace(name, before, now));
  }

  private void explain(String name, String sql, long nanos) {
    try {
      List<String> plain = jdbi.withHandle(handle -> lines(handle.getConnection(), sql));
      synchronized (plans) {
        plans.remove(name);
        plans.put(name, plan(name, nanos, plain));
        if (plans.size() > MOST) {
          plans.remove(plans.keySet().iterator().next());
        }
      }
    } catch (JdbiException | SQLException e) {
      LOG.debug("The plan of {} could not be had.", name, e);
    }
  }

  private static Plan plan(String name, long nanos, List<String> lines) {
    MissingIndex missing = missingIndex(lines);
    return new Plan(name, nanos / 1e9, lines, missing, missing == null ? null : missing.sentence());
  }

  private static List<String> lines(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("/* pg.plan */ EXPLAIN " + sql)) {
      while (rows.next()) {
        lines.add(LITERAL.matcher(rows.getString(1)).replaceAll("'…'"));
      }
    }
    return lines;
  }

  private static @Nullable MissingIndex missingIndex(List<String> lines) {
    for (int i = 0; i + 1 < lines.size(); i++) {
      Matcher scan = SCAN.matcher(lines.get(i));
      Matcher filter = FILTER.matcher(lines.get(i + 1));
      if (scan.find() && filter.matches() && Double.parseDouble(scan.group(2)) > DEAR) {
        Matcher compared = COMPARED.matcher(filter.group(1));
        if (compared.find()) {
          return new MissingIndex(scan.group(1), compared.group(1));
        }
      }
    }
    return null;
  }
}
