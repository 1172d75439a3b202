package medianest.db;

import java.time.Duration;

/**
 * Settings under {@code database}.
 *
 * @param url of an outside PostgreSQL 15 or newer, {@code jdbc:postgresql://host:5432/medianest};
 *     empty for the embedded one
 * @param username for the outside PostgreSQL
 * @param password for the outside PostgreSQL
 * @param poolMin connections that are kept open
 * @param poolMax connections at most
 * @param acquireTimeout how long a caller waits for a connection
 * @param idleTimeout after which a connection above the minimum is closed
 * @param statementTimeout after which PostgreSQL gives a statement up
 * @param socketTimeout after which a silent connection counts as lost; bounds every statement
 *     outside of {@link Database#longTransaction}
 */
public record DatabaseConfig(
    String url,
    String username,
    String password,
    int poolMin,
    int poolMax,
    Duration acquireTimeout,
    Duration idleTimeout,
    Duration statementTimeout,
    Duration socketTimeout) {

  public DatabaseConfig {
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "database.url must begin with jdbc:postgresql:, as in"
              + " jdbc:postgresql://localhost:5432/medianest.");
    }
    if (poolMin < 0 || poolMax < 2 || poolMin > poolMax) {
      throw new IllegalArgumentException(
          "database.poolMax must be at least 2, and database.poolMin between 0 and it.");
    }
    requirePositive("acquireTimeout", acquireTimeout);
    requirePositive("idleTimeout", idleTimeout);
    requirePositive("statementTimeout", statementTimeout);
    requirePositive("socketTimeout", socketTimeout);
  }

  public static DatabaseConfig defaults() {
    return new DatabaseConfig(
        "",
        "medianest",
        "",
        5,
        20,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10));
  }

  /** Whether this program brings its own PostgreSQL. */
  public boolean embedded() {
    return url.isEmpty();
  }

  /** The same with another pool. */
  DatabaseConfig withPool(int min, int max) {
    return new DatabaseConfig(
        url,
        username,
        password,
        min,
        max,
        acquireTimeout,
        idleTimeout,
        statementTimeout,
        socketTimeout);
  }

  /** Without the password, since records end up in logs. */
  @Override
  public String toString() {
    return embedded() ? "embedded PostgreSQL" : username + " at " + url;
  }

  private static void requirePositive(String key, Duration value) {
    if (value.toMillis() <= 0) {
      throw new IllegalArgumentException("database." + key + " must be longer than nothing.");
    }
  }
}
