package medianest.upload;

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
import org.jdbi.v3.core.statement.PreparedBatch;
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
   * @param storedName what the file is called on disk; null until it is there
   */
  record Row(Upload upload, @Nullable String storedName, Instant createdAt) {

    /** The same when all of it is on disk. */
    Row whole(String name) {
      return new Row(upload.with(Upload.State.PROCESSING, null), name, createdAt);
    }
  }

  /** Writes uploads that are new, or got further. */
  void put(List<Row> rows) {
    database.transaction(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              "/* upload.put */ INSERT INTO upload AS known"
                  + " (id, account_id, file_name, stored_name, state, reason, created_at)"
                  + " VALUES (:id, :owner, :fileName, :storedName, :state, :reason, :createdAt)"
                  + " ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
                  + " reason = excluded.reason,"
                  + " stored_name = coalesce(excluded.stored_name, known.stored_name)");
      for (Row row : rows) {
        batch
            .bind("id", row.upload().id())
            .bind("owner", row.upload().owner())
            .bind("fileName", row.upload().fileName())
            .bind("storedName", row.storedName())
            .bind("state", row.upload().state().word())
            .bind("reason", row.upload().reason())
            .bind("createdAt", row.createdAt().atOffset(ZoneOffset.UTC))
            .add();
      }
      return batch.execute();
    });
  }

  void ready(List<UUID> ids) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* upload.ready */ UPDATE upload SET state = 'ready' WHERE id = ANY(:ids)")
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
            .map((row, context) ->
                new Row(
                    upload(row),
                    row.getString("stored_name"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant()))
            .list());
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
