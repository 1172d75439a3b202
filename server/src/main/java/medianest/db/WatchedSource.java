package medianest.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the pool's connections come from. The pool hides a failure to connect from its callers
 * until their patience ends; this tells it at once.
 */
final class WatchedSource extends PGSimpleDataSource {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedSource.class);
  private static final long serialVersionUID = 1L;
  private static final String QUICKLY = "2";

  private final transient ConnectionFacts facts;
  private transient volatile Consumer<SQLException> lost = e -> {};

  WatchedSource(ConnectionFacts facts, DatabaseConfig config) {
    this.facts = facts;
    setURL(facts.url());
    setUser(facts.username());
    setPassword(facts.password());
    setApplicationName("medianest");
    setTcpKeepAlive(true);
    setConnectTimeout(5);
    setSocketTimeout(seconds(config.socketTimeout()));
    setReWriteBatchedInserts(true);
    setOptions(
        "-c statement_timeout="
            + config.statementTimeout().toMillis()
            // Set here, since to say it for each transaction takes four ways to the database more.
            + " -c default_transaction_isolation=read\\ committed"
            // Of a word with a typing error, this much is left; the usual 0.3 misses most.
            + " -c pg_trgm.similarity_threshold=0.15");
  }

  /** Connections whose statements may take as long as they need. */
  static PGSimpleDataSource unhurried(ConnectionFacts facts) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(facts.url());
    source.setUser(facts.username());
    source.setPassword(facts.password());
    source.setApplicationName("medianest");
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(5);
    return source;
  }

  /** Who is told that no connection could be made. */
  void onLost(Consumer<SQLException> listener) {
    lost = listener;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      return super.getConnection();
    } catch (SQLException e) {
      if (SqlFailure.connectionLost(e)) {
        lost.accept(e);
      }
      throw e;
    }
  }

  /** Whether the database answers, asked beside the pool and for seconds at most. */
  boolean answers() {
    Properties properties = new Properties();
    properties.setProperty("user", facts.username());
    properties.setProperty("password", facts.password());
    properties.setProperty("connectTimeout", QUICKLY);
    properties.setProperty("loginTimeout", QUICKLY);
    properties.setProperty("socketTimeout", QUICKLY);
    try (Connection connection = DriverManager.getConnection(facts.url(), properties)) {
      return connection.isValid(Integer.parseInt(QUICKLY));
    } catch (SQLException e) {
      LOG.debug("The database does not answer.", e);
      return false;
    }
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, duration.toSeconds());
  }
}
