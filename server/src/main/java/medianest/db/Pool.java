package medianest.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.Duration;
import medianest.metrics.Work;

/** How the pool of connections is set up. */
final class Pool {

  /** How long the first connection may take, as with every service at the start. */
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(3);

  private Pool() {}

  static HikariDataSource open(WatchedSource source, ConnectionFacts facts, DatabaseConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("medianest");
    pool.setDataSource(source);
    // One is enough to start with, and more would slow the start down: Database.keepReady.
    pool.setMinimumIdle(Math.min(1, config.poolMin()));
    pool.setMaximumPoolSize(config.poolMax());
    pool.setConnectionTimeout(config.acquireTimeout().toMillis());
    pool.setIdleTimeout(config.idleTimeout().toMillis());
    pool.setMetricsTrackerFactory((name, stats) -> new Waits());
    pool.setInitializationFailTimeout(FIRST_CONNECTION.toMillis());
    try {
      return new HikariDataSource(pool);
    } catch (PoolInitializationException e) {
      throw new DatabaseProblem(
          "The database at "
              + facts.url()
              + " could not be reached ("
              + rootMessage(e)
              + "); check database.url, database.username and database.password.",
          e);
    }
  }

  /** Tells a request how long it waited for a connection; the thread is the one that asked. */
  private static final class Waits implements IMetricsTracker {
    @Override
    public void recordConnectionAcquiredNanos(long nanos) {
      Work.connected(nanos);
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
