package medianest.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import medianest.library.ItemId;
import org.jspecify.annotations.Nullable;

/** The tables of the playlists that people make for themselves. */
final class PlaylistStore {

  /** So many pictures stand for a playlist. */
  private static final int COVERS = 4;

  private static final String SELECT =
      " SELECT playlist.id, name, created_at, held.items, held.duration_us, held.covers,"
          + " EXISTS (SELECT FROM playlist_item WHERE playlist_id = playlist.id"
          + " AND item_id = CAST(:item AS uuid)) AS contains FROM playlist"
          + " CROSS JOIN LATERAL (SELECT count(*) AS items,"
          + " CAST(coalesce(sum(item.duration_us), 0) AS bigint) AS duration_us,"
          + " trim_array(array_agg(item.id ORDER BY position, item.id),"
          + " CAST(greatest(count(*) - "
          + COVERS
          + ", 0) AS int)) AS covers FROM playlist_item JOIN item ON item.id = item_id AND item.listed"
          + " WHERE playlist_id = playlist.id) AS held WHERE account_id = :account";

  private final Database database;

  PlaylistStore(Database database) {
    this.database = database;
  }

  /**
   * A playlist.
   *
   * @param contains whether the item that was asked for is in it
   */
  record Playlist(
      UUID id,
      String name,
      Instant createdAt,
      int items,
      long durationUs,
      List<ItemId> covers,
      boolean contains) {}

  /** An item's place in a playlist. */
  record Entry(ItemId item, long position) {}

  List<Playlist> all(UUID account, @Nullable UUID item) {
    return database.run(handle ->
        handle
            .createQuery("/* playlist.all */" + SELECT + " ORDER BY lower(name), playlist.id")
            .bind("account", account)
            .bindByType("item", item, UUID.class)
            .map((row, context) -> playlist(row))
            .list());
  }

  Optional<Playlist> find(UUID account, UUID id) {
    return database.run(handle ->
        handle
            .createQuery("/* playlist.find */" + SELECT + " AND playlist.id = :id")
            .bind("account", account)
            .bind("id", id)
            .bindByType("item", null, UUID.class)
            .map((row, context) -> playlist(row))
            .findOne());
  }

  void make(UUID account, UUID id, String name, Instant now) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* playlist.make */ INSERT INTO playlist (id, account_id, name, created_at)"
                    + " VALUES (:id, :account, :name, :now)")
            .bind("id", id)
            .bind("account", account)
            .bind("name", name)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  boolean rename(UUID account, UUID id, String name) {
    return database.run(handle ->
        handle
            .createUpdate(
                "/* playlist.rename */ UPDATE playlist SET name = :name"
                    + " WHERE id = :id AND account_id = :account")
            .bind("account", account)
            .bind("id", id)
            .bind("name", name)
            .execute())
        == 1;
  }

  boolean remove(UUID account, UUID id) {
    return database.run(handle ->
        handle
            .createUpdate(
                "/* playlist.remove */ DELETE FROM playlist"
                    + " WHERE id = :id AND account_id = :account")
            .bind("account", account)
            .bind("id", id)
            .execute())
        == 1;
  }

  /** Items in their order, after the place with {@code position} and {@code item}. */
  List<Entry> entries(UUID id, long position, UUID item, int limit) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* playlist_item.page */ SELECT item_id, position FROM playlist_item"
                    + " JOIN item ON item.id = item_id AND item.listed"
                    + " WHERE playlist_id = :id AND (position, item_id) > (:position, :item)"
                    + " ORDER BY position, item_id LIMIT :limit")
            .bind("id", id)
            .bind("position", position)
            .bind("item", item)
            .bind("limit", limit)
            .map((row, context) ->
                new Entry(
                    new ItemId(row.getObject("item_id", UUID.class)), row.getLong("position")))
            .list());
  }

  private static Playlist playlist(ResultSet row) throws SQLException {
    return new Playlist(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getInt("items"),
        row.getLong("duration_us"),
        row.getArray("covers") == null
            ? List.of()
            : Arrays.stream((UUID[]) row.getArray("covers").getArray()).map(ItemId::new).toList(),
        row.getBoolean("contains"));
  }
}
