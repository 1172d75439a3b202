package medianest.loadtest.sql;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A schema that is made for the run and dropped after it, in any PostgreSQL. Who finds all
 * connections in use waits, and the wait counts: that is what a full pool does to people.
 */
public final class OwnSchema implements Statements {

  private static final String SCHEMA = "medianest_load_test";

  private final String url;
  private final BlockingQueue<Session> free = new LinkedBlockingQueue<>();
  private final List<Session> all;
  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  /** One connection with the statements that it has prepared. */
  private record Session(Connection connection, Map<String, PreparedStatement> prepared) {}

  private OwnSchema(String url, List<Session> all) {
    this.url = url;
    this.all = List.copyOf(all);
    free.addAll(all);
  }

  /** Connects and makes the schema anew. */
  public static OwnSchema open(String url, String username, String password, int connections)
      throws IOException {
    List<Session> sessions = new ArrayList<>();
    OwnSchema schema = null;
    try {
      for (int i = 0; i < connections; i++) {
        Connection connection = DriverManager.getConnection(url, username, password);
        sessions.add(new Session(connection, new HashMap<>()));
        if (i == 0) {
          run(connection, "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
          run(connection, "CREATE SCHEMA " + SCHEMA);
        }
        run(connection, "SET search_path TO " + SCHEMA);
      }
      schema = new OwnSchema(url, sessions);
      return schema;
    } catch (SQLException e) {
      throw new IOException(
          "the database gave " + sessions.size() + " of " + connections + " connections", e);
    } finally {
      if (schema == null) {
        sessions.forEach(OwnSchema::close);
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  @Override
  public String where() {
    return url.replaceFirst("^jdbc:", "").replaceFirst("\\?.*", "");
  }

  @Override
  public @Nullable String run(String sql, SplittableRandom random) throws IOException {
    Template template = templates.computeIfAbsent(sql, Template::of);
    Session session;
    try {
      session = free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    try {
      run(session, template, random);
      return null;
    } catch (SQLException e) {
      return switch (String.valueOf(e.getSQLState())) {
        case "40P01" -> "deadlock";
        case "57014" -> "statement timeout";
        case "55P03" -> "lock timeout";
        default -> "SQLSTATE " + e.getSQLState();
      };
    } finally {
      free.add(session);
    }
  }

  private static void run(Session session, Template template, SplittableRandom random)
      throws SQLException {
    PreparedStatement statement = session.prepared().get(template.sql());
    if (statement == null) {
      statement = session.connection().prepareStatement(template.sql());
      session.prepared().put(template.sql(), statement);
    }
    int place = 1;
    for (Object value : template.values(random)) {
      statement.setObject(place++, value);
    }
    if (statement.execute()) {
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          rows.getObject(1);
        }
      }
    }
  }

  /** The schema goes with the run; a connection that broke meanwhile must not keep it. */
  @Override
  public void close() {
    boolean dropped = false;
    for (Session session : all) {
      dropped = dropped || drop(session);
      close(session);
    }
  }

  private static boolean drop(Session session) {
    try {
      run(session.connection(), "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static void close(Session session) {
    try {
      session.connection().close();
    } catch (SQLException e) {
      // It is closed by its other end.
      return;
    }
  }
}
