package medianest.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import org.jspecify.annotations.Nullable;

/** The table of sessions. */
final class SessionStore {

  private final Database database;

  private static final String STORED =
      "SELECT session.id AS session_id, session.created_at AS session_created_at, last_seen_at,"
          + " account.id, name, role, account.created_at"
          + " FROM session JOIN account ON account.id = account_id";

  SessionStore(Database database) {
    this.database = database;
  }

  /** A session with its account. */
  record Stored(UUID id, User user, Instant createdAt, Instant lastSeenAt) {}

  void add(byte[] tokenHash, UUID id, UUID accountId, Instant now) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* session.add */ INSERT INTO session"
                    + " (token_hash, id, account_id, created_at, last_seen_at)"
                    + " VALUES (:hash, :id, :account, :now, :now)")
            .bind("hash", tokenHash)
            .bind("id", id)
            .bind("account", accountId)
            .bind("now", at(now))
            .execute());
  }

  @Nullable Stored find(byte[] tokenHash) {
    return database.run(handle ->
        handle
            .createQuery("/* session.find */ " + STORED + " WHERE token_hash = :hash")
            .bind("hash", tokenHash)
            .map((row, context) -> stored(row))
            .findOne()
            .orElse(null));
  }

  @Nullable Stored findById(UUID id) {
    return database.run(handle ->
        handle
            .createQuery("/* session.owner */ " + STORED + " WHERE session.id = :id")
            .bind("id", id)
            .map((row, context) -> stored(row))
            .findOne()
            .orElse(null));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getObject("session_id", UUID.class),
        AccountStore.user(row),
        row.getObject("session_created_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_seen_at", OffsetDateTime.class).toInstant());
  }

  void touch(byte[] tokenHash, Instant now) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* session.touch */ UPDATE session SET last_seen_at = :now"
                    + " WHERE token_hash = :hash")
            .bind("now", at(now))
            .bind("hash", tokenHash)
            .execute());
  }

  void remove(byte[] tokenHash) {
    database.run(handle ->
        handle.execute("/* session.remove */ DELETE FROM session WHERE token_hash = ?", tokenHash));
  }

  /**
   * Removes all sessions of an account but one.
   *
   * @param kept hash of the token of the one; of nothing where all are to go
   * @return the ids of those that went
   */
  List<UUID> removeOf(UUID account, byte[] kept) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* session.remove_of */ DELETE FROM session"
                    + " WHERE account_id = :account AND token_hash <> :kept RETURNING id")
            .bind("account", account)
            .bind("kept", kept)
            .mapTo(UUID.class)
            .list());
  }

  void removeEnded(Instant notSeenSince, Instant madeBefore) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* session.remove_ended */ DELETE FROM session"
                    + " WHERE last_seen_at < :seen OR created_at < :made")
            .bind("seen", at(notSeenSince))
            .bind("made", at(madeBefore))
            .execute());
  }

  int seenSince(Instant instant) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* session.active */ SELECT count(*) FROM session WHERE last_seen_at >= :since")
            .bind("since", at(instant))
            .mapTo(Integer.class)
            .one());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
