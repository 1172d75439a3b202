package medianest.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import org.jdbi.v3.core.Handle;

/** The table of accounts. */
final class AccountStore {

  private final Database database;

  AccountStore(Database database) {
    this.database = database;
  }

  /** An account with what its password is checked against. */
  record Stored(User user, String passwordHash) {}

  Optional<Stored> byKey(String nameKey) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* account.by_name */ SELECT id, name, role, created_at, password_hash"
                    + " FROM account WHERE name_key = :key")
            .bind("key", nameKey)
            .map((row, context) -> new Stored(user(row), row.getString("password_hash")))
            .findOne());
  }

  List<User> all() {
    return database.run(handle ->
        handle
            .createQuery(
                "/* account.all */ SELECT id, name, role, created_at FROM account"
                    + " ORDER BY name_key")
            .map((row, context) -> user(row))
            .list());
  }

  Optional<User> byId(UUID id) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* account.by_id */ SELECT id, name, role, created_at FROM account"
                    + " WHERE id = :id")
            .bind("id", id)
            .map((row, context) -> user(row))
            .findOne());
  }

  List<User> page(String afterKey, int limit) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* account.page */ SELECT id, name, role, created_at FROM account"
                    + " WHERE name_key > :after ORDER BY name_key LIMIT :limit")
            .bind("after", afterKey)
            .bind("limit", limit)
            .map((row, context) -> user(row))
            .list());
  }

  boolean none() {
    return database.run(AccountStore::none);
  }

  /** False where the name is taken. */
  boolean add(User user, UserName name, String passwordHash) {
    return database.run(handle -> add(handle, user, name, passwordHash));
  }

  /** Adds the account if it is the first; of two that are added at once, one is. */
  boolean addFirst(User user, UserName name, String passwordHash) {
    return database.transaction(handle -> {
      handle.execute("/* account.lock */ LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE");
      return none(handle) && add(handle, user, name, passwordHash);
    });
  }

  void changeHash(UUID id, String passwordHash) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* account.change_hash */ UPDATE account SET password_hash = :hash"
                    + " WHERE id = :id")
            .bind("hash", passwordHash)
            .bind("id", id)
            .execute());
  }

  /** What became of a wish to remove an account. */
  enum Removal {
    REMOVED,
    UNKNOWN,
    LAST_ADMIN
  }

  Removal remove(String nameKey) {
    return database.transaction(handle -> {
      handle.execute("/* account.lock */ LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE");
      if (lastAdmin(handle, nameKey)) {
        return Removal.LAST_ADMIN;
      }
      int removed =
          handle.execute("/* account.remove */ DELETE FROM account WHERE name_key = ?", nameKey);
      return removed == 1 ? Removal.REMOVED : Removal.UNKNOWN;
    });
  }

  static User user(ResultSet row) throws SQLException {
    Instant createdAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
    return new User(
        row.getObject("id", UUID.class),
        row.getString("name"),
        Role.of(row.getString("role")),
        createdAt);
  }

  private static boolean none(Handle handle) {
    return handle
        .createQuery("/* account.none */ SELECT NOT EXISTS (SELECT FROM account)")
        .mapTo(Boolean.class)
        .one();
  }

  private static boolean add(Handle handle, User user, UserName name, String passwordHash) {
    return handle
            .createUpdate(
                "/* account.add */ INSERT INTO account"
                    + " (id, name, name_key, role, password_hash, created_at)"
                    + " VALUES (:id, :name, :key, :role, :hash, :createdAt)"
                    + " ON CONFLICT (name_key) DO NOTHING")
            .bind("id", user.id())
            .bind("name", name.shown())
            .bind("key", name.key())
            .bind("role", user.role().word())
            .bind("hash", passwordHash)
            .bind("createdAt", user.createdAt().atOffset(ZoneOffset.UTC))
            .execute()
        == 1;
  }

  private static boolean lastAdmin(Handle handle, String nameKey) {
    return handle
        .createQuery(
            "/* account.last_admin */ SELECT"
                + " EXISTS (SELECT FROM account WHERE role = 'admin' AND name_key = :key)"
                + " AND NOT EXISTS (SELECT FROM account WHERE role = 'admin' AND name_key <> :key)")
        .bind("key", nameKey)
        .mapTo(Boolean.class)
        .one();
  }
}
