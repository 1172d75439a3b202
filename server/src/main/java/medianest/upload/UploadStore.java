package medianest.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import medianest.db.Database;
import org.jspecify.annotations.Nullable;

/** The table of uploads. */
final class UploadStore {

  private static final int MOST_LISTED = 100;

  private final Database database;

  UploadStore(Database database) {
    this.database = database;
  }

  /**
   * An upload as it is written.
   *
   * @param storedName what the file is called on disk; null until it has come
   * @param content what it holds; null until it has come
   */
  record Row(
      Upload upload, @Nullable String storedName, @Nullable Content content, Instant createdAt) {

    /** The same when all of it has come. */
    Row whole(Receiver.Arrived arrived) {
      return new Row(
          upload.with(Upload.State.PROCESSING, null), arrived.name(), arrived.content(), createdAt);
    }
  }

  /** Writes uploads that are new, or got further. */
  void put(List<Row> rows) {
    // One statement, so that it takes one way to the database and back. No id comes twice.
    database.run(handle ->
        handle
            .createUpdate(
                "/* upload.put */ INSERT INTO upload AS known"
                    + " (id, account_id, file_name, stored_name, bytes, crc32c, state, reason,"
                    + " created_at)"
                    + " SELECT * FROM unnest(:ids, :owners, :names, :stored, :bytes, :crcs,"
                    + " :states, :reasons, CAST(:times AS timestamptz[]))"
                    + " ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
                    + " reason = excluded.reason,"
                    + " stored_name = coalesce(excluded.stored_name, known.stored_name),"
                    + " bytes = coalesce(excluded.bytes, known.bytes),"
                    + " crc32c = coalesce(excluded.crc32c, known.crc32c)")
            .bindArray("ids", UUID.class, each(rows, row -> row.upload().id()))
            .bindArray("owners", UUID.class, each(rows, row -> row.upload().owner()))
            .bindArray("names", String.class, each(rows, row -> row.upload().fileName()))
            .bindArray("stored", String.class, each(rows, Row::storedName))
            .bindArray("bytes", Long.class, each(rows, row -> bytes(row.content())))
            .bindArray("crcs", Long.class, each(rows, row -> crc(row.content())))
            .bindArray("states", String.class, each(rows, row -> row.upload().state().word()))
            .bindArray("reasons", String.class, each(rows, row -> row.upload().reason()))
            .bindArray("times", String.class, each(rows, row -> row.createdAt().toString()))
            .execute());
  }

  private static List<?> each(List<Row> rows, Function<Row, @Nullable Object> part) {
    return rows.stream().map(part).toList();
  }

  private static @Nullable Long bytes(@Nullable Content content) {
    return content == null ? null : content.bytes();
  }

  private static @Nullable Long crc(@Nullable Content content) {
    return content == null ? null : content.crc32c();
  }

  /**
   * Notes what became items. That need not wait for the disk: where it is lost, the next start
   * makes the same items again.
   */
  void ready(List<UUID> ids) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* upload.ready */ UPDATE upload SET state = 'ready'"
                    + " FROM (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried"
                    + " WHERE id = ANY(:ids)")
            .bindArray("ids", UUID.class, ids)
            .execute());
  }

  void remove(UUID id) {
    database.run(
        handle -> handle.execute("/* upload.remove */ DELETE FROM upload WHERE id = ?", id));
  }

  Optional<Upload> find(UUID id, UUID owner) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* upload.find */ SELECT * FROM upload"
                    + " WHERE id = :id AND account_id = :owner")
            .bind("id", id)
            .bind("owner", owner)
            .map((row, context) -> upload(row))
            .findOne());
  }

  List<Upload> of(UUID owner) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* upload.of_account */ SELECT * FROM upload WHERE account_id = :owner"
                    + " ORDER BY created_at DESC LIMIT :limit")
            .bind("owner", owner)
            .bind("limit", MOST_LISTED)
            .map((row, context) -> upload(row))
            .list());
  }

  /** What the end of the last process interrupted. */
  List<Row> unfinished() {
    return database.run(handle ->
        handle
            .createQuery(
                "/* upload.unfinished */ SELECT * FROM upload"
                    + " WHERE state IN ('receiving', 'processing') ORDER BY created_at")
            .map((row, context) -> row(row))
            .list());
  }

  /** Those of the ids that are known. */
  Map<UUID, Row> rows(List<UUID> ids) {
    return database.run(handle ->
        handle
            .createQuery("/* upload.rows */ SELECT * FROM upload WHERE id = ANY(:ids)")
            .bindArray("ids", UUID.class, ids)
            .map((row, context) -> row(row))
            .collect(Collectors.toMap(row -> row.upload().id(), Function.identity())));
  }

  private static Row row(ResultSet row) throws SQLException {
    long bytes = row.getLong("bytes");
    Content content = row.wasNull() ? null : new Content(bytes, row.getLong("crc32c"));
    return new Row(
        upload(row),
        row.getString("stored_name"),
        content,
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static Upload upload(ResultSet row) throws SQLException {
    return new Upload(
        row.getObject("id", UUID.class),
        row.getObject("account_id", UUID.class),
        row.getString("file_name"),
        Upload.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("reason"));
  }
}
