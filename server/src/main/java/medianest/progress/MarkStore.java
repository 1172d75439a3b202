package medianest.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import medianest.library.ItemId;
import medianest.library.WatchStates.Marks;

/** The table of what people think of items. */
final class MarkStore {

  private static final String COLUMNS = " item_id, favourite, watchlist, rating";

  private final Database database;

  MarkStore(Database database) {
    this.database = database;
  }

  Map<ItemId, Marks> of(UUID account, List<ItemId> items) {
    Map<ItemId, Marks> found = new HashMap<>();
    if (!items.isEmpty()) {
      database.run(handle ->
          handle
              .createQuery(
                  "/* mark.of */ SELECT"
                      + COLUMNS
                      + " FROM mark WHERE account_id = :account AND item_id = ANY(:items)")
              .bind("account", account)
              .bindArray("items", UUID.class, items.stream().map(ItemId::value).toList())
              .map((row, context) ->
                  found.put(new ItemId(row.getObject("item_id", UUID.class)), marks(row)))
              .list());
    }
    return found;
  }

  /**
   * Keeps what somebody thinks now.
   *
   * @return empty where there is no such item
   */
  Optional<Marks> put(UUID account, ItemId item, Marks marks, Instant now) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* mark.put */ INSERT INTO mark"
                    + " (account_id, item_id, favourite, watchlist, rating, updated_at)"
                    + " SELECT account.id, item.id, :favourite, :watchlist,"
                    + " CAST(:rating AS smallint), :now"
                    + " FROM account, item WHERE account.id = :account AND item.id = :item"
                    + " ON CONFLICT (account_id, item_id) DO UPDATE SET"
                    + " favourite = excluded.favourite, watchlist = excluded.watchlist,"
                    + " rating = excluded.rating, updated_at = excluded.updated_at RETURNING"
                    + COLUMNS)
            .bind("account", account)
            .bind("item", item.value())
            .bind("favourite", marks.favourite())
            .bind("watchlist", marks.watchlist())
            .bind("rating", marks.rating())
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .map((row, context) -> marks(row))
            .findOne());
  }

  static Marks marks(ResultSet row) throws SQLException {
    Integer rating = row.getObject("rating", Integer.class);
    return new Marks(row.getBoolean("favourite"), row.getBoolean("watchlist"), rating);
  }
}
