package medianest.artwork;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import medianest.db.Database;

/** The pictures of series and seasons in the table of pictures. */
final class ShelfArtworkStore {

  private final Database database;

  ShelfArtworkStore(Database database) {
    this.database = database;
  }

  /** The newest that wait, series before seasons. */
  List<UUID> waiting(Instant failedBefore, int limit) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* artwork.waiting_shelves */ SELECT item.id FROM item"
                    + " LEFT JOIN artwork ON artwork.item_id = item.id"
                    + " WHERE item.kind IN ('series', 'season') AND item.missing_since IS NULL"
                    + " AND (artwork.item_id IS NULL OR artwork.attempts < :most"
                    + " AND (artwork.state = 'working' OR artwork.state = 'failed'"
                    + " AND artwork.changed_at < :before))"
                    + " ORDER BY item.kind DESC, item.added_at DESC, item.id DESC LIMIT :limit")
            .bind("most", ArtworkStore.MOST_ATTEMPTS)
            .bind("before", failedBefore.atOffset(ZoneOffset.UTC))
            .bind("limit", limit)
            .mapTo(UUID.class)
            .list());
  }

  /** The still of the first episode that has one. */
  Optional<Artwork.Shown> firstStill(UUID series, OptionalInt season) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* artwork.first_still */ SELECT pictures FROM item"
                    + " JOIN artwork ON artwork.item_id = item.id AND artwork.still"
                    + " AND artwork.pictures IS NOT NULL"
                    + " WHERE item.series_id = :series AND item.listed"
                    + " AND (CAST(:season AS int) IS NULL OR item.season = CAST(:season AS int))"
                    + " ORDER BY item.season = 0, item.season, item.episode, item.id LIMIT 1")
            .bind("series", series)
            .bind("season", season.isPresent() ? Integer.valueOf(season.getAsInt()) : null)
            .map((row, context) ->
                new Artwork.Shown(row.getString("pictures"), false, true, false, false, true))
            .findOne());
  }

  /** Notes that an item shows another's pictures, or none. */
  void borrow(UUID item, Optional<Artwork.Shown> from, String beside, Instant now) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* artwork.borrow */ INSERT INTO artwork (item_id, size_bytes, modified_ns, state,"
                    + " attempts, pictures, cover, still, backdrop, borrowed, beside, changed_at)"
                    + " SELECT id, 0, 0, 'done', 1, :pictures, :cover, :still, :backdrop, true,"
                    + " :beside, :now FROM item WHERE id = :item"
                    + " ON CONFLICT (item_id) DO UPDATE SET state = 'done', reason = NULL,"
                    + " pictures = excluded.pictures, cover = excluded.cover,"
                    + " still = excluded.still, backdrop = excluded.backdrop, logo = false,"
                    + " borrowed = true,"
                    + " beside = excluded.beside, changed_at = excluded.changed_at")
            .bind("item", item)
            .bind("pictures", from.map(Artwork.Shown::pictures).orElse(null))
            .bind("cover", from.map(Artwork.Shown::cover).orElse(false))
            .bind("still", from.map(Artwork.Shown::still).orElse(false))
            .bind("backdrop", from.map(Artwork.Shown::backdrop).orElse(false))
            .bind("beside", beside.replace("\0", ""))
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** Lets those borrow again that an episode may lend its pictures to. */
  void wakeAfter(UUID episode) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* artwork.wake_shelves */ UPDATE artwork SET state = 'working', attempts = 0"
                    + " FROM item AS episode JOIN item AS shelf ON shelf.id = episode.series_id"
                    + "  OR (shelf.series_id = episode.series_id AND shelf.kind = 'season'"
                    + "   AND shelf.season = episode.season)"
                    + " WHERE episode.id = :episode AND artwork.item_id = shelf.id"
                    + " AND artwork.borrowed AND artwork.state = 'done'")
            .bind("episode", episode)
            .execute());
  }

  /** Lets the seasons of a series borrow again. */
  void wakeSeasons(UUID series) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* artwork.wake_seasons */ UPDATE artwork SET state = 'working', attempts = 0"
                    + " FROM item AS season WHERE season.series_id = :series"
                    + " AND season.kind = 'season' AND artwork.item_id = season.id"
                    + " AND artwork.borrowed AND artwork.state = 'done'")
            .bind("series", series)
            .execute());
  }
}
