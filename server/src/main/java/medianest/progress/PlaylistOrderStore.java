package medianest.progress;

import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import medianest.library.ItemId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Puts items into playlists, out of them and into another order. Positions lie apart, so an item
 * moves between two others by one row; where no room is left there, all are spread again.
 */
final class PlaylistOrderStore {

  private static final long APART = 1L << 20;

  /** More would not be a list that somebody made. */
  private static final int MOST_ITEMS = 5_000;

  private final Database database;

  PlaylistOrderStore(Database database) {
    this.database = database;
  }

  /** What became of a wish to change a playlist. */
  enum Outcome {
    DONE,
    UNKNOWN,
    FULL
  }

  /** Puts items at the end: of a series all episodes, of a season its own. */
  Outcome add(UUID account, UUID playlist, List<ItemId> items) {
    return database.transaction(handle -> {
      if (!locked(handle, account, playlist)) {
        return Outcome.UNKNOWN;
      }
      if (count(handle, playlist) + items.size() > MOST_ITEMS) {
        return Outcome.FULL;
      }
      handle
          .createUpdate(
              "/* playlist_item.add */ INSERT INTO playlist_item (playlist_id, item_id, position)"
                  + " SELECT :playlist, id, (SELECT coalesce(max(position), 0) FROM playlist_item"
                  + "  WHERE playlist_id = :playlist) + :apart * row_number()"
                  + "  OVER (ORDER BY "
                  + ORDER
                  + ") FROM (SELECT DISTINCT ON (id) * FROM ("
                  + PLAYABLE
                  + ") AS every ORDER BY id, place) AS one"
                  + " WHERE NOT EXISTS (SELECT FROM playlist_item AS there"
                  + "  WHERE there.playlist_id = :playlist AND there.item_id = one.id)"
                  + " ORDER BY "
                  + ORDER
                  + " LIMIT "
                  + MOST_ITEMS)
          .bind("playlist", playlist)
          .bind("apart", APART)
          .bindArray("items", UUID.class, items.stream().map(ItemId::value).toList())
          .execute();
      return Outcome.DONE;
    });
  }

  private static final String ORDER = "place, part = 0, part, number, season, episode, id";

  /**
   * What can be played of the wanted items, each with the place of the wish. Of a whole series
   * specials stand within the seasons that they are shown in.
   */
  private static final String PLAYABLE =
      "SELECT item.id, place, item.season, item.episode, item.season AS part,"
          + " item.episode AS number"
          + " FROM unnest(:items) WITH ORDINALITY AS wanted (id, place)"
          + " JOIN item ON item.id = wanted.id AND item.listed"
          + " UNION ALL SELECT item.id, place, item.season, item.episode,"
          + " coalesce(item.airs_season, item.season), coalesce(item.airs_episode, item.episode)"
          + " FROM unnest(:items) WITH ORDINALITY AS wanted (id, place)"
          + " JOIN item ON item.series_id = wanted.id AND item.listed"
          + " UNION ALL SELECT item.id, place, item.season, item.episode, item.season,"
          + " item.episode"
          + " FROM unnest(:items) WITH ORDINALITY AS wanted (id, place)"
          + " JOIN item AS whole ON whole.id = wanted.id AND whole.kind = 'season'"
          + " JOIN item ON item.series_id = whole.series_id AND item.season = whole.season"
          + " AND item.listed";

  /**
   * Moves an item.
   *
   * @param before the item that it comes before; null for the end
   */
  Outcome move(UUID account, UUID playlist, ItemId item, @Nullable ItemId before) {
    return database.transaction(handle -> {
      if (!locked(handle, account, playlist)) {
        return Outcome.UNKNOWN;
      }
      Long place =
          before == null ? last(handle, playlist) : between(handle, playlist, item, before);
      if (place == null) {
        spread(handle, playlist);
        place = before == null ? null : between(handle, playlist, item, before);
      }
      if (place == null) {
        return Outcome.UNKNOWN;
      }
      int moved =
          handle
              .createUpdate(
                  "/* playlist_item.move */ UPDATE playlist_item SET position = :position"
                      + " WHERE playlist_id = :playlist AND item_id = :item")
              .bind("playlist", playlist)
              .bind("item", item.value())
              .bind("position", place)
              .execute();
      return moved == 1 ? Outcome.DONE : Outcome.UNKNOWN;
    });
  }

  /** Half-way between the item and the one before it; null where there is no room, or no item. */
  private static @Nullable Long between(Handle handle, UUID playlist, ItemId moved, ItemId before) {
    return handle
        .createQuery(
            "/* playlist_item.between */ SELECT next.position AS next,"
                + " (SELECT max(position) FROM playlist_item WHERE playlist_id = :playlist"
                + "  AND position < next.position AND item_id <> :moved) AS previous"
                + " FROM playlist_item AS next"
                + " WHERE next.playlist_id = :playlist AND next.item_id = :before")
        .bind("playlist", playlist)
        .bind("moved", moved.value())
        .bind("before", before.value())
        .map((row, context) -> {
          long next = row.getLong("next");
          Long previous = row.getObject("previous", Long.class);
          if (previous == null) {
            return next - APART;
          }
          long middle = previous + (next - previous) / 2;
          return middle == previous ? null : Long.valueOf(middle);
        })
        .findOne()
        .orElse(null);
  }

  private static Long last(Handle handle, UUID playlist) {
    return bound(
                handle.createQuery(
                    "/* playlist_item.last */ SELECT coalesce(max(position), 0) FROM playlist_item"
                        + " WHERE playlist_id = :playlist"),
                playlist)
            .mapTo(Long.class)
            .one()
        + APART;
  }

  private static void spread(Handle handle, UUID playlist) {
    bound(
            handle.createUpdate(
                "/* playlist_item.spread */ UPDATE playlist_item SET position = even.position"
                    + " FROM (SELECT item_id, row_number() OVER (ORDER BY position, item_id)"
                    + "  * CAST(:apart AS bigint) AS position"
                    + "  FROM playlist_item WHERE playlist_id = :playlist) AS even"
                    + " WHERE playlist_id = :playlist AND playlist_item.item_id = even.item_id"),
            playlist)
        .bind("apart", APART)
        .execute();
  }

  /** False where the item was not in it. */
  boolean takeOut(UUID account, UUID playlist, ItemId item) {
    return database.run(handle ->
        handle
            .createUpdate(
                "/* playlist_item.take_out */ DELETE FROM playlist_item USING playlist"
                    + " WHERE playlist.id = playlist_id AND account_id = :account"
                    + " AND playlist_id = :playlist AND item_id = :item")
            .bind("account", account)
            .bind("playlist", playlist)
            .bind("item", item.value())
            .execute())
        == 1;
  }

  /** Whoever changes the same playlist at the same time waits. */
  private static boolean locked(Handle handle, UUID account, UUID playlist) {
    return bound(
            handle.createQuery(
                "/* playlist.lock */ SELECT id FROM playlist"
                    + " WHERE id = :playlist AND account_id = :account FOR UPDATE"),
            playlist)
        .bind("account", account)
        .mapTo(UUID.class)
        .findOne()
        .isPresent();
  }

  private static int count(Handle handle, UUID playlist) {
    return bound(
            handle.createQuery(
                "/* playlist_item.count */ SELECT count(*) FROM playlist_item"
                    + " WHERE playlist_id = :playlist"),
            playlist)
        .mapTo(Integer.class)
        .one();
  }

  private static <S extends SqlStatement<S>> S bound(S sql, UUID playlist) {
    return sql.bind("playlist", playlist);
  }
}
