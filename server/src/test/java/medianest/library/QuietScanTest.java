package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import medianest.db.ConnectionFacts;
import medianest.db.Database;
import medianest.db.DatabaseConfig;
import medianest.db.QueryObserver;
import medianest.db.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan writes to the database, by PostgreSQL's own count of rows. */
class QuietScanTest {

  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path temp;

  @Test
  void aSecondScanWithoutChangesWritesNothing() throws Exception {
    for (int i = 0; i < 150; i++) {
      put("films/Film " + i + " (2001).mkv");
      put("series/Series " + i % 7 + "/Season 1/Series - S01E" + (10 + i) + ".mkv");
    }
    Files.writeString(
        temp.resolve("films/Film 1 (2001).nfo"),
        "<movie><title>One</title><set>Ones</set><actor><name>Ada</name></actor></movie>");
    ConnectionFacts facts = TestPostgres.emptyDatabase();
    for (String kind : new String[] {"films", "series"}) {
      UUID library = scanned(facts, LibraryKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)));
      Map<String, Long> first = written(facts);
      assertThat(first.get("item")).isGreaterThanOrEqualTo(150);

      rescan(facts, library);

      Map<String, Long> second = written(facts);
      // That it ran: its begin and its end.
      first.merge("library", 2L, Long::sum);
      assertThat(second).isEqualTo(first);
    }
  }

  private UUID scanned(ConnectionFacts facts, LibraryKind kind) throws InterruptedException {
    try (Database database = open(facts);
        Scans scans = scans(database)) {
      Path folder = temp.resolve(kind.word());
      Library library = Libraries.of(database, scans, CLOCK).add(kind.word(), kind, folder);
      scans.await(library.id());
      assertThat(library.scan().reason()).isNull();
      return library.id();
    }
  }

  private static void rescan(ConnectionFacts facts, UUID id) throws InterruptedException {
    try (Database database = open(facts);
        Scans scans = scans(database)) {
      Libraries libraries = Libraries.of(database, scans, CLOCK);
      libraries.scan(libraries.find(id.toString()));
      scans.await(id);
      assertThat(libraries.find(id.toString()).scan().filesDone()).isEqualTo(150);
    }
  }

  private static Database open(ConnectionFacts facts) {
    return Database.open(facts, DatabaseConfig.defaults(), QueryObserver.NONE);
  }

  private static Scans scans(Database database) {
    return Libraries.scans(
        database,
        new TextMedia(),
        new LibraryListener() {
          @Override
          public void scanChanged(Library library) {}

          @Override
          public void itemsChanged(UUID libraryId, long added, long removed) {}
        },
        CLOCK,
        LibraryConfig.defaults());
  }

  /**
   * Rows inserted, updated and deleted by table, once the backends are gone, which tell it last.
   */
  private static Map<String, Long> written(ConnectionFacts facts) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(facts.url(), facts.username(), facts.password());
        Statement statement = connection.createStatement()) {
      while (number(
              statement,
              "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                  + " AND backend_type = 'client backend' AND pid <> pg_backend_pid()")
          > 0) {
        Thread.onSpinWait();
      }
      Map<String, Long> written = new TreeMap<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables")) {
        while (rows.next()) {
          written.put(rows.getString(1), rows.getLong(2));
        }
      }
      return written;
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void put(String name) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "film 60 " + name);
  }
}
