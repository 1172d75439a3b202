package medianest.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The database of a data folder with all that had to be started for it, in the order in which it
 * has to be stopped.
 */
public final class DatabaseHome implements AutoCloseable {

  private final @Nullable FolderLock lock;
  private final @Nullable EmbeddedPostgres postgres;
  private final ConnectionFacts facts;
  private final Database database;

  private DatabaseHome(
      @Nullable FolderLock lock,
      @Nullable EmbeddedPostgres postgres,
      ConnectionFacts facts,
      Database database) {
    this.lock = lock;
    this.postgres = postgres;
    this.facts = facts;
    this.database = database;
  }

  /** Claims the data folder for a server, and opens its database. */
  public static DatabaseHome forServer(
      Path dataFolder, DatabaseConfig config, QueryObserver observer) {
    FolderLock lock = FolderLock.claim(dataFolder);
    try {
      return open(lock, dataFolder, config, observer);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens the database for a command that may run beside the server of the data folder: if there is
   * one, its PostgreSQL is used.
   */
  public static DatabaseHome forCommand(Path dataFolder, DatabaseConfig config) {
    DatabaseConfig few = config.withPool(0, 2);
    try {
      if (config.embedded() && FolderLock.claimed(dataFolder)) {
        ConnectionFacts facts = EmbeddedPostgres.running(dataFolder);
        return new DatabaseHome(null, null, facts, Database.open(facts, few, QueryObserver.NONE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return config.embedded()
        ? forServer(dataFolder, few, QueryObserver.NONE)
        : open(null, dataFolder, few, QueryObserver.NONE);
  }

  private static DatabaseHome open(
      @Nullable FolderLock lock, Path dataFolder, DatabaseConfig config, QueryObserver observer) {
    if (!config.embedded()) {
      ConnectionFacts facts =
          new ConnectionFacts(config.url(), config.username(), config.password());
      return new DatabaseHome(lock, null, facts, Database.open(facts, config, observer));
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.start(dataFolder);
    try {
      ConnectionFacts facts = postgres.facts();
      return new DatabaseHome(lock, postgres, facts, Database.open(facts, config, observer));
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** How to reach it, for what needs connections of its own. */
  public ConnectionFacts facts() {
    return facts;
  }

  public Database database() {
    return database;
  }

  @Override
  public void close() {
    database.close();
    if (postgres != null) {
      postgres.close();
    }
    if (lock != null) {
      lock.close();
    }
  }
}
