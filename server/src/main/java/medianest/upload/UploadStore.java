package medianest.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import org.jspecify.annotations.Nullable;

/** The table of uploads. */
final class UploadStore {

  private static final int MOST_LISTED = 100;

  private final Database database;

  UploadStore(Database database) {
    this.database = database;
  }

  void add(Upload upload, Instant now) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* upload.add */ INSERT INTO upload"
                    + " (id, account_id, file_name, state, created_at)"
                    + " VALUES (:id, :owner, :fileName, :state, :now)")
            .bind("id", upload.id())
            .bind("owner", upload.owner())
            .bind("fileName", upload.fileName())
            .bind("state", upload.state().word())
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** Notes that the whole file is on disk under this name. */
  void received(UUID id, String storedName) {
    database.run(handle ->
        handle.execute(
            "/* upload.received */ UPDATE upload SET state = 'processing', stored_name = ?"
                + " WHERE id = ?",
            storedName,
            id));
  }

  void change(UUID id, Upload.State state, @Nullable String reason) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* upload.change */ UPDATE upload SET state = :state, reason = :reason"
                    + " WHERE id = :id")
            .bind("state", state.word())
            .bind("reason", reason)
            .bind("id", id)
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

  /**
   * An upload that the end of the last process interrupted, with its name on disk if it has one.
   */
  record Unfinished(Upload upload, @Nullable String storedName) {}

  List<Unfinished> unfinished() {
    return database.run(handle ->
        handle
            .createQuery(
                "/* upload.unfinished */ SELECT * FROM upload"
                    + " WHERE state IN ('receiving', 'processing') ORDER BY created_at")
            .map((row, context) -> new Unfinished(upload(row), row.getString("stored_name")))
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
