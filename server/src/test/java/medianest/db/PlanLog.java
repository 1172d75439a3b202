package medianest.db;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * A database of its own, and the plans that PostgreSQL made for what ran on it: auto_explain writes
 * them into the server's log.
 */
public final class PlanLog implements AutoCloseable {

  private static final Pattern QUERY = Pattern.compile("\\s*Query Text: /\\* (\\S+) \\*/.*");
  private static final Pattern SCAN =
      Pattern.compile(
          "(\\w+(?: Only)?(?: Heap| Index)? Scan)(?: Backward)?(?: using (\\S+))? on (\\S+).*");
  private static final Pattern TEXT = Pattern.compile("\\s*Query Text: (.*)");

  /** A step, or what a step is for; what lies between them are conditions, which hold values. */
  private static final Pattern STEP =
      Pattern.compile("\\t?(.*\\S)  \\(cost=.*|\\t?(\\s*(?:SubPlan|InitPlan|CTE) \\S+).*");

  private static final String END = "plan.end";

  private final ConnectionFacts facts;
  private final Database database;
  private final Logger logger = (Logger) LoggerFactory.getLogger(EmbeddedPostgres.class);
  private final Level before = logger.getEffectiveLevel();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage());
        }
      };

  /**
   * A step of a plan that reads a table.
   *
   * @param statement its name
   * @param how {@code Seq Scan}, {@code Index Scan}…
   * @param what the index, or the table where none is used
   */
  public record Scan(String statement, String how, String what) {
    @Override
    public String toString() {
      return statement + ": " + how + " " + what;
    }
  }

  private PlanLog(ConnectionFacts facts) {
    this.facts = facts;
    this.database = Database.open(facts, patient(), QueryObserver.NONE);
  }

  /** Plans of large tables are looked at however long they take. */
  private static DatabaseConfig patient() {
    DatabaseConfig usual = DatabaseConfig.defaults();
    return new DatabaseConfig(
        usual.url(),
        usual.username(),
        usual.password(),
        usual.poolMin(),
        usual.poolMax(),
        usual.acquireTimeout(),
        usual.idleTimeout(),
        Duration.ofMinutes(10),
        Duration.ofMinutes(10));
  }

  public static PlanLog open() throws SQLException {
    ConnectionFacts facts = TestPostgres.emptyDatabase();
    String name = facts.url().replaceFirst(".*/", "");
    run(
        facts,
        "ALTER DATABASE " + name + " SET session_preload_libraries = 'auto_explain'",
        "ALTER DATABASE " + name + " SET auto_explain.log_min_duration = 0");
    PlanLog log = new PlanLog(facts);
    log.appender.start();
    log.logger.setLevel(Level.DEBUG);
    log.logger.setAdditive(false);
    log.logger.addAppender(log.appender);
    return log;
  }

  public Database database() {
    return database;
  }

  /** Runs statements that are not to be judged. */
  public void prepare(String... statements) throws SQLException {
    run(facts, statements);
  }

  private static void run(ConnectionFacts facts, String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(facts.url(), facts.username(), facts.password());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** How the tables are read by what {@code work} runs. */
  public List<Scan> of(Runnable work) throws InterruptedException {
    finish();
    work.run();
    List<Scan> scans = new ArrayList<>();
    String statement = "";
    for (String line : finish()) {
      Matcher query = QUERY.matcher(line);
      Matcher scan = SCAN.matcher(line.replaceFirst("^[\\s>-]+", ""));
      if (query.matches()) {
        statement = query.group(1);
      } else if (scan.matches()) {
        String what = scan.group(2) == null ? scan.group(3) : scan.group(2);
        scans.add(new Scan(statement, scan.group(1), what));
      }
    }
    return scans.stream().distinct().toList();
  }

  /**
   * The plan of a statement without what differs from run to run.
   *
   * @param statement its name
   * @param text as PostgreSQL was given it
   * @param steps kinds of nodes with the indexes they use, as a tree
   */
  public record Shape(String statement, String text, List<String> steps) {}

  /** The plans of what {@code work} runs, in its order. */
  public List<Shape> shapes(Runnable work) throws InterruptedException {
    finish();
    work.run();
    List<Shape> shapes = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    for (String line : finish()) {
      Matcher name = QUERY.matcher(line);
      Matcher text = TEXT.matcher(line);
      Matcher step = STEP.matcher(line);
      if (name.matches() && text.matches()) {
        steps = new ArrayList<>();
        shapes.add(new Shape(name.group(1), text.group(1), steps));
      } else if (step.matches()) {
        steps.add(step.group(1) == null ? step.group(2) : step.group(1));
      }
    }
    return shapes;
  }

  /** The lines so far; the log comes by a pipe, so a last statement tells that all are here. */
  private List<String> finish() throws InterruptedException {
    database.run(handle -> handle.createQuery("/* plan.end */ SELECT 1").mapTo(int.class).one());
    List<String> all = new ArrayList<>();
    while (true) {
      String line = lines.take();
      Matcher query = QUERY.matcher(line);
      if (query.matches() && query.group(1).equals(END)) {
        return all;
      }
      all.add(line);
    }
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
    logger.setLevel(before);
    database.close();
  }
}
