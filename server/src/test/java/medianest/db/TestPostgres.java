package medianest.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One embedded PostgreSQL for all tests of this JVM, and a database of its own for whoever asks. It
 * ends with the JVM.
 */
public final class TestPostgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;

  private TestPostgres() {}

  /** A new database with all tables and no rows. */
  public static Database open() {
    return Database.open(emptyDatabase(), DatabaseConfig.defaults(), QueryObserver.NONE);
  }

  /** A new database without tables. */
  public static synchronized ConnectionFacts emptyDatabase() {
    ConnectionFacts facts = running().facts();
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(facts.url(), facts.username(), facts.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = facts.url().replaceFirst("/[a-z]+$", "/" + name);
    return new ConnectionFacts(url, facts.username(), facts.password());
  }

  private static EmbeddedPostgres running() {
    if (postgres == null) {
      EmbeddedPostgres started = EmbeddedPostgres.start(newDataFolder());
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      postgres = started;
    }
    return postgres;
  }

  /** A data folder below {@code target}, whose binaries are a link to those of an earlier run. */
  public static Path newDataFolder() {
    try {
      Path target = Path.of("target").toAbsolutePath();
      Path shared = Files.createDirectories(target.resolve("postgres"));
      PostgresBinaries binaries = PostgresBinaries.below(shared);
      Path data = Files.createTempDirectory(target, "data-");
      Path home = Files.createDirectories(data.resolve("postgres"));
      Files.createSymbolicLink(home.resolve(binaries.folder().getFileName()), binaries.folder());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteLater(data)));
      return data;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void deleteLater(Path data) {
    try {
      EmbeddedPostgres running = postgres;
      if (running != null) {
        running.close();
      }
      Folders.delete(data);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
