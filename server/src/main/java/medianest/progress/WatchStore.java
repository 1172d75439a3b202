package medianest.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import medianest.library.ItemId;
import medianest.library.WatchStates;
import medianest.library.WatchStates.WatchState;

/** The table of watch states. */
final class WatchStore implements WatchStates {

  private final Database database;
  private final NextUpStore nextUp;

  WatchStore(Database database) {
    this.database = database;
    this.nextUp = new NextUpStore(database);
  }

  @Override
  public Optional<ItemId> next(String userId, ItemId series) {
    return nextUp.of(UUID.fromString(userId), series);
  }

  @Override
  public Map<ItemId, Between> of(String userId, List<ItemId> items) {
    Map<ItemId, Between> states = new HashMap<>();
    if (items.isEmpty()) {
      return states;
    }
    database.run(handle ->
        handle
            .createQuery(
                "/* watch.and_marks */ SELECT item_id, position_us, played, watch.updated_at,"
                    + " coalesce(favourite, false) AS favourite,"
                    + " coalesce(watchlist, false) AS watchlist, rating FROM"
                    + " (SELECT * FROM watch"
                    + "  WHERE account_id = :account AND item_id = ANY(:items)) AS watch"
                    + " FULL JOIN (SELECT * FROM mark"
                    + "  WHERE account_id = :account AND item_id = ANY(:items)) AS mark"
                    + " USING (item_id)")
            .bind("account", UUID.fromString(userId))
            .bindArray("items", UUID.class, items.stream().map(ItemId::value).toList())
            .map((row, context) ->
                states.put(
                    new ItemId(row.getObject("item_id", UUID.class)),
                    new Between(
                        row.getObject("updated_at") == null ? null : state(row),
                        MarkStore.marks(row))))
            .list());
    return states;
  }

  /**
   * Keeps where the person is; once played stays played.
   *
   * @param started whether the item is now something to go on with
   * @return empty where there is no such item, or no such person any more
   */
  Optional<WatchState> put(
      UUID account, ItemId item, long positionUs, boolean played, boolean started, Instant now) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* watch.put */ INSERT INTO watch AS known"
                    + " (account_id, item_id, position_us, played, started, updated_at)"
                    + " SELECT account.id, item.id, :position, :played, :started, :now"
                    + " FROM account, item WHERE account.id = :account AND item.id = :item"
                    + " ON CONFLICT (account_id, item_id) DO UPDATE SET"
                    + " position_us = excluded.position_us,"
                    + " played = known.played OR excluded.played,"
                    + " started = excluded.started, updated_at = excluded.updated_at"
                    + " RETURNING position_us, played, updated_at")
            .bind("account", account)
            .bind("item", item.value())
            .bind("position", positionUs)
            .bind("played", played)
            .bind("started", started)
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .map((row, context) -> state(row))
            .findOne());
  }

  void remove(UUID account, ItemId item) {
    database.run(handle ->
        handle.execute(
            "/* watch.remove */ DELETE FROM watch WHERE account_id = ? AND item_id = ?",
            account,
            item.value()));
  }

  /** What the person is in the middle of, the latest first. */
  List<ItemId> started(UUID account, int limit) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* watch.started */ SELECT item_id FROM watch"
                    + " WHERE account_id = :account AND started"
                    + " ORDER BY updated_at DESC LIMIT :limit")
            .bind("account", account)
            .bind("limit", limit)
            .map((row, context) -> new ItemId(row.getObject("item_id", UUID.class)))
            .list());
  }

  /** What the person watched, from the latest back to before {@code before}. */
  List<Seen> history(UUID account, Instant before, UUID beforeItem, int limit) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* watch.history */ SELECT item_id, updated_at FROM watch"
                    + " WHERE account_id = :account AND (updated_at, item_id) < (:before, :item)"
                    + " ORDER BY updated_at DESC, item_id DESC LIMIT :limit")
            .bind("account", account)
            .bind("before", before.atOffset(ZoneOffset.UTC))
            .bind("item", beforeItem)
            .bind("limit", limit)
            .map((row, context) ->
                new Seen(
                    new ItemId(row.getObject("item_id", UUID.class)),
                    row.getObject("updated_at", OffsetDateTime.class).toInstant()))
            .list());
  }

  /** An item that was watched, and when last. */
  record Seen(ItemId item, Instant at) {}

  private static WatchState state(ResultSet row) throws SQLException {
    return new WatchState(
        row.getLong("position_us"),
        row.getBoolean("played"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
