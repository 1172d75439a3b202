package medianest.db;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statements and transactions for the stores, over a pool of connections. Every statement begins
 * with its name, as in {@code /* account.by_name *}{@code / SELECT …}.
 *
 * <p>While the database does not answer, every call fails at once with {@link DatabaseUnavailable}.
 */
public final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** A transaction that lost a race is worth this many more tries. */
  private static final int RETRIES = 3;

  private final HikariDataSource pool;
  private final WatchedSource source;
  private final HeldConnections held;
  private final Jdbi jdbi;
  private final SlowPlans plans;
  private final Outage outage;
  private final Duration longLimit;
  private final int ready;

  private Database(
      HikariDataSource pool, WatchedSource source, QueryObserver observer, DatabaseConfig config) {
    this.pool = pool;
    this.source = source;
    this.held = new HeldConnections(pool);
    this.jdbi = Jdbi.create(held);
    this.plans = new SlowPlans(jdbi);
    jdbi.setSqlLogger(new ObservedStatements(observer, plans));
    this.outage = new Outage(source::answers, Database::jitter);
    this.longLimit = config.statementTimeout().plus(config.socketTimeout());
    this.ready = config.poolMin();
  }

  /** Connects, and brings the tables up to date. */
  public static Database open(
      ConnectionFacts facts, DatabaseConfig config, QueryObserver observer) {
    WatchedSource source = new WatchedSource(facts, config);
    HikariDataSource pool = Pool.open(source, facts, config);
    try {
      Schema.bringUpToDate(pool, WatchedSource.unhurried(facts));
      Database database = new Database(pool, source, observer, config);
      source.onLost(database.outage::begin);
      return database;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Keeps as many connections ready as the settings say; to be called when the start is over. */
  public void keepReady() {
    pool.getHikariConfigMXBean().setMinimumIdle(ready);
  }

  /** What a store does with a connection. */
  @FunctionalInterface
  public interface Work<R extends @Nullable Object> {
    R with(Handle handle);
  }

  /** Reads, or writes with a single statement, which is a transaction by itself. */
  public <R extends @Nullable Object> R run(Work<R> work) {
    outage.check();
    try (Handle handle = jdbi.open()) {
      return work.with(handle);
    } catch (JdbiException e) {
      throw translated(e);
    }
  }

  /**
   * Runs several statements as one. A transaction that lost a race against another is run again, so
   * {@code work} must not do anything else.
   */
  public <R extends @Nullable Object> R transaction(Work<R> work) {
    outage.check();
    for (int attempt = 0; ; attempt++) {
      try {
        return jdbi.inTransaction(work::with);
      } catch (JdbiException e) {
        if (attempt >= RETRIES || !SqlFailure.lostRace(e)) {
          throw translated(e);
        }
      }
    }
  }

  /** A transaction whose statements may take as long as {@link DatabaseConfig#statementTimeout}. */
  public <R extends @Nullable Object> R longTransaction(Work<R> work) {
    return transaction(handle -> {
      try {
        // The pool sets the ordinary limit again when the connection comes back.
        handle.getConnection().setNetworkTimeout(Runnable::run, (int) longLimit.toMillis());
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return work.with(handle);
    });
  }

  /** Whether the database answers at present; asks it, unless it is known that it does not. */
  public boolean answers() {
    if (outage.lasts()) {
      return false;
    }
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      LOG.debug("The database does not answer.", e);
      return false;
    }
  }

  /** Whether callers are refused at present, since the database did not answer. */
  public boolean outageLasts() {
    return outage.lasts();
  }

  /** How the pool is used at present. */
  public PoolUse poolUse() {
    var bean = pool.getHikariPoolMXBean();
    return bean == null
        ? new PoolUse(0, 0, 0, pool.getMaximumPoolSize(), 0)
        : new PoolUse(
            bean.getActiveConnections(),
            bean.getIdleConnections(),
            bean.getThreadsAwaitingConnection(),
            pool.getMaximumPoolSize(),
            held.longestNanos());
  }

  /** How statements that took long are carried out. */
  public List<SlowPlans.Plan> slowPlans() {
    return plans.plans();
  }

  DataSource pool() {
    return pool;
  }

  /**
   * How the pool is used.
   *
   * @param active connections in use; {@code idle} those at rest
   * @param waiting callers that wait for one
   * @param limit connections at most
   * @param heldNanos for how long the one that was taken first has been in use
   */
  public record PoolUse(int active, int idle, int waiting, int limit, long heldNanos) {}

  @Override
  public void close() {
    outage.close();
    pool.close();
  }

  private RuntimeException translated(JdbiException e) {
    SQLException cause = SqlFailure.cause(e);
    if (cause == null || !SqlFailure.connectionLost(cause)) {
      return e;
    }
    // An interrupt closes the socket of a virtual thread, and a busy pool has no connection in
    // time; neither says anything about the database.
    boolean doubtful =
        Thread.currentThread().isInterrupted()
            || cause instanceof SQLTransientConnectionException
            || source.answers();
    return doubtful ? new DatabaseUnavailable(1, e) : outage.begin(e);
  }

  private static Duration jitter(Duration wait) {
    long millis = wait.toMillis();
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
  }
}
