package medianest.benchmarks.library;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import medianest.db.ConnectionFacts;
import medianest.db.EmbeddedPostgres;
import medianest.identify.Folding;

/**
 * Fills the tables of a server that runs with what a larger library of {@link LibraryMaker} would
 * have brought, by copies of what a scan of a small one wrote: a scan of a million files takes a
 * quarter of an hour, and what lists and searches cost does not depend on it. A later scan would
 * not find the files, so there must be none.
 */
final class FilledTables implements AutoCloseable {

  private static final int BATCH = 10_000;

  /** Made anew afterwards: to keep them along takes several times as long. */
  private static final String SET_ASIDE =
      "CREATE TEMP TABLE set_aside AS SELECT indexname, indexdef FROM pg_indexes"
          + " WHERE schemaname = 'public' AND indexdef NOT LIKE 'CREATE UNIQUE%'"
          + " AND tablename IN ('item', 'search_title', 'search_word')";

  /** What is not copied as it is, and what it is instead. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "id", "md5(known.id::text || made.copy)::uuid",
          "series_id", "md5(known.series_id::text || made.copy)::uuid",
          "path", "convert_to(made.copy || '/' || known.id, 'UTF8')",
          "title", "made.title",
          "sort_key", "made.sort_key",
          "search_text", "made.search_text",
          "search_more", "replace(known.search_more, made.words_before, made.words)",
          "file_name", "made.file_name",
          "fingerprint", "NULL",
          "added_at", "known.added_at - made.copy * interval '1 hour'");

  private final Connection connection;
  private final Statement statement;

  private FilledTables(Connection connection) throws SQLException {
    this.connection = connection;
    statement = connection.createStatement();
  }

  static FilledTables open(Path data) throws SQLException {
    ConnectionFacts facts = EmbeddedPostgres.running(data);
    return new FilledTables(
        DriverManager.getConnection(
            facts.url() + "?reWriteBatchedInserts=true", facts.username(), facts.password()));
  }

  /**
   * Copies all items until there are as many.
   *
   * @param copies how many times as many files there are to be
   * @param files that there are
   */
  void fill(int copies, int files) throws SQLException {
    made(copies, files);
    run(SET_ASIDE);
    run(
        "DO $$ DECLARE name text; BEGIN FOR name IN SELECT indexname FROM set_aside LOOP"
            + " EXECUTE 'DROP INDEX ' || name; END LOOP; END $$");
    run("SET session_replication_role = replica");
    run(
        "INSERT INTO item ("
            + String.join(", ", columns())
            + ") SELECT "
            + columns().stream()
                .map(name -> OTHERWISE.getOrDefault(name, "known." + name))
                .collect(Collectors.joining(", "))
            + " FROM made JOIN item AS known ON known.id = made.id");
    run(
        "TRUNCATE search_title; INSERT INTO search_title SELECT id, library_id, kind, listed,"
            + " shelved, sort_key, search_text FROM item WHERE listed OR shelved");
    run(
        "DELETE FROM item_count; INSERT INTO item_count (library_id, kind, state, listed, shelved,"
            + " slot, items) SELECT library_id, kind, state, listed, shelved, 0, count(*) FROM item"
            + " WHERE missing_since IS NULL GROUP BY library_id, kind, state, listed, shelved");
    run(
        "INSERT INTO search_word SELECT word FROM (SELECT DISTINCT"
            + " unnest(string_to_array(search_text, ' ')) AS word FROM made) AS words"
            + " WHERE length(word) BETWEEN 3 AND 40 ON CONFLICT DO NOTHING");
    run("SET session_replication_role = origin");
    run(
        "DO $$ DECLARE definition text; BEGIN FOR definition IN SELECT indexdef FROM set_aside LOOP"
            + " EXECUTE definition; END LOOP; END $$");
    run("VACUUM ANALYZE");
  }

  private List<String> columns() throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'item'"
                + " AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position")) {
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
    }
    return columns;
  }

  /** An item that is there, as far as its name tells where it stands among the made ones. */
  private record Known(String id, String kind, String title, int number, int season, int episode) {}

  /** The names of the copies. */
  private void made(int copies, int files) throws SQLException {
    List<Known> known = known(files);
    run(
        "CREATE TEMP TABLE made (id uuid, copy int, title text, sort_key text, search_text text,"
            + " file_name text, words_before text, words text)");
    try (PreparedStatement row =
        connection.prepareStatement("INSERT INTO made VALUES (?::uuid, ?, ?, ?, ?, ?, ?, ?)")) {
      int waiting = 0;
      for (int copy = 1; copy < copies; copy++) {
        for (Known each : known) {
          String before = title(each, 0, files);
          String title = title(each, copy, files);
          String name = fileName(each, copy, files);
          row.setString(1, each.id());
          row.setInt(2, copy);
          row.setString(3, title);
          row.setString(4, Folding.sortKey(title));
          row.setString(5, Folding.searchText(title, name));
          row.setString(6, name);
          row.setString(7, Folding.words(before));
          row.setString(8, Folding.words(title));
          row.addBatch();
          if (++waiting % BATCH == 0) {
            row.executeBatch();
          }
        }
      }
      row.executeBatch();
    }
    run("ANALYZE made");
  }

  private List<Known> known(int files) throws SQLException {
    Map<String, Integer> films = new HashMap<>();
    Map<String, Integer> series = new HashMap<>();
    for (int n = 0; n < files / 2; n++) {
      films.put(Titles.of(n), n);
      series.put(LibraryMaker.seriesTitle(n), n);
    }
    List<Known> known = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT item.id, item.kind, item.title AS own, item.season, item.episode,"
                + " coalesce(series.title, item.title) AS title"
                + " FROM item LEFT JOIN item AS series ON series.id = item.series_id")) {
      while (rows.next()) {
        String kind = rows.getString("kind");
        Integer number = (kind.equals("film") ? films : series).get(rows.getString("title"));
        if (number == null) {
          throw new SQLException("An item is not of this maker: " + rows.getString("title"));
        }
        known.add(
            new Known(
                rows.getString("id"),
                kind,
                rows.getString("own"),
                number,
                rows.getInt("season"),
                rows.getInt("episode")));
      }
    }
    return known;
  }

  private static String title(Known known, int copy, int files) {
    return switch (known.kind()) {
      case "film" -> Titles.of(known.number() + copy * files / 2);
      case "series" -> LibraryMaker.seriesTitle(series(known, copy, files));
      case "episode" ->
          LibraryMaker.episodeTitle(series(known, copy, files), known.season(), known.episode());
      case "season" -> known.title();
      default -> throw new IllegalArgumentException(known.kind());
    };
  }

  private static String fileName(Known known, int copy, int files) {
    return switch (known.kind()) {
      case "film" -> LibraryMaker.filmName(known.number() + copy * files / 2) + ".mp4";
      case "episode" ->
          LibraryMaker.episodeName(series(known, copy, files), known.season(), known.episode())
              + ".mp4";
      default -> "";
    };
  }

  private static int series(Known known, int copy, int files) {
    return known.number() + copy * LibraryMaker.seriesOf(files - files / 2);
  }

  private void run(String sql) throws SQLException {
    long before = System.nanoTime();
    statement.execute(sql);
    System.out.printf(
        Locale.ROOT,
        "%6.1f s  %s%n",
        (System.nanoTime() - before) / 1e9,
        sql.substring(0, Math.min(60, sql.length())));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
