package medianest.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.Duration;

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

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
