package medianest.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** What the codes of failed statements mean (PostgreSQL's manual, appendix A). */
final class SqlFailure {

  private SqlFailure() {}

  /** The database is gone, or going: class 08 is the connection's, 57P the operator's. */
  static boolean connectionLost(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLTransientConnectionException
        || (state != null && (state.startsWith("08") || state.startsWith("57P")));
  }

  /** Two transactions were in each other's way: 40001 not serializable, 40P01 a deadlock. */
  static boolean lostRace(JdbiException e) {
    SQLException cause = cause(e);
    return cause != null
        && ("40001".equals(cause.getSQLState()) || "40P01".equals(cause.getSQLState()));
  }

  static @Nullable SQLException cause(JdbiException e) {
    Throwable cause = e.getCause();
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return (SQLException) cause;
  }
}
