package medianest.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Gives connections of a pool to statements, and knows for how long each is in use: one that is
 * never given back is missing for good, which nobody sees before the last one is gone.
 */
final class HeldConnections implements ConnectionFactory {

  private final DataSource pool;

  /** When each was taken. The pool gives a new object each time, equal to itself alone. */
  private final Map<Connection, Long> taken = new ConcurrentHashMap<>();

  HeldConnections(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Connection openConnection() throws SQLException {
    Connection connection = pool.getConnection();
    taken.put(connection, System.nanoTime());
    return connection;
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    taken.remove(connection);
    connection.close();
  }

  /** Of the one that was taken first; 0 where none is in use. */
  long longestNanos() {
    long now = System.nanoTime();
    return taken.values().stream().mapToLong(since -> now - since).max().orElse(0);
  }
}
