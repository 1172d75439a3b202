package medianest.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;

/** The table of libraries. */
final class LibraryStore {

  private static final int BATCH = 5000;

  private static final String SELECT =
      " SELECT library.*,"
          + " (SELECT coalesce(sum(items), 0) FROM item_count"
          + "  WHERE library_id = library.id AND listed) AS item_count,"
          + " (SELECT coalesce(sum(items), 0) FROM item_count"
          + "  WHERE library_id = library.id AND state <> 'ready') AS problem_count"
          + ", (SELECT coalesce(sum(items), 0) FROM item_count"
          + "  WHERE library_id = library.id AND shelved AND kind = 'series') AS series_count"
          + " FROM library";

  private final Database database;

  LibraryStore(Database database) {
    this.database = database;
  }

  List<Library> all() {
    return database.run(handle ->
        handle
            .createQuery("/* library.all */" + SELECT + " ORDER BY uploads, name, id")
            .map((row, context) -> library(row))
            .list());
  }

  Optional<Library> find(UUID id) {
    return database.run(handle ->
        handle
            .createQuery("/* library.find */" + SELECT + " WHERE id = :id")
            .bind("id", id)
            .map((row, context) -> library(row))
            .findOne());
  }

  Optional<Library> byPath(RawPath path) {
    return database.run(handle ->
        handle
            .createQuery("/* library.by_path */" + SELECT + " WHERE sha256(path) = sha256(:path)")
            .bind("path", path.bytes().toArray())
            .map((row, context) -> library(row))
            .findOne());
  }

  Optional<Library> uploads() {
    return database.run(handle ->
        handle
            .createQuery("/* library.uploads */" + SELECT + " WHERE uploads")
            .map((row, context) -> library(row))
            .findOne());
  }

  /** False where another library has the folder. */
  boolean add(Library library, Instant now) {
    return database.run(handle ->
        handle
                .createUpdate(
                    "/* library.add */ INSERT INTO library"
                        + " (id, name, kind, path, uploads, created_at)"
                        + " VALUES (:id, :name, :kind, :path, :uploads, :now)"
                        + " ON CONFLICT DO NOTHING")
                .bind("id", library.id())
                .bind("name", library.name())
                .bind("kind", library.kind().word())
                .bind("path", RawPath.of(library.path()).bytes().toArray())
                .bind("uploads", library.uploads())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute()
            == 1);
  }

  /** Removes the library and its items, in parts so that no statement runs for long. */
  boolean remove(UUID id) {
    int removed;
    do {
      removed =
          database.longTransaction(handle ->
              handle
                  .createUpdate(
                      "/* item.remove_all */ DELETE FROM item WHERE id IN"
                          + " (SELECT id FROM item WHERE library_id = :id LIMIT :batch)")
                  .bind("id", id)
                  .bind("batch", BATCH)
                  .execute());
    } while (removed == BATCH);
    return database.longTransaction(
        handle -> handle.execute("/* library.remove */ DELETE FROM library WHERE id = ?", id) == 1);
  }

  void changeScan(UUID id, Library.ScanStatus scan) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* library.change_scan */ UPDATE library SET scan_state = :state,"
                    + " scan_started_at = :started, scan_finished_at = :finished,"
                    + " scan_reason = :reason, scan_files_seen = :seen,"
                    + " scan_files_done = :done, scan_files_total = :total WHERE id = :id")
            .bind("id", id)
            .bind("state", scan.state().name().toLowerCase(Locale.ROOT))
            .bind("started", at(scan.startedAt()))
            .bind("finished", at(scan.finishedAt()))
            .bind("reason", scan.reason())
            .bind("seen", scan.filesSeen())
            .bind("done", scan.filesDone())
            .bind("total", scan.filesTotal())
            .execute());
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Library library(ResultSet row) throws SQLException {
    String state = row.getString("scan_state").toUpperCase(Locale.ROOT);
    return new Library(
        row.getObject("id", UUID.class),
        row.getString("name"),
        LibraryKind.of(row.getString("kind")).orElseThrow(),
        path(row, "path").path(),
        row.getBoolean("uploads"),
        row.getLong("item_count"),
        row.getLong("problem_count"),
        row.getLong("series_count"),
        new Library.ScanStatus(
            Library.ScanState.valueOf(state),
            row.getLong("scan_files_seen"),
            row.getLong("scan_files_done"),
            row.getObject("scan_files_total", Long.class),
            instant(row, "scan_started_at"),
            instant(row, "scan_finished_at"),
            row.getString("scan_reason")));
  }

  private static RawPath path(ResultSet row, String column) throws SQLException {
    return new RawPath(Bytes.of(row.getBytes(column)));
  }
}
