package medianest.artwork;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import medianest.db.Database;

/** The table of which items have pictures, and of which. */
final class ArtworkStore {

  /** After so many failures, or ends of the process in the middle, an item is left alone. */
  static final int MOST_ATTEMPTS = 3;

  private final Database database;

  ArtworkStore(Database database) {
    this.database = database;
  }

  /** The same for series and seasons. */
  ShelfArtworkStore shelves() {
    return new ShelfArtworkStore(database);
  }

  /** An item of which pictures are to be made. */
  record Waiting(UUID item, long sizeBytes, long modifiedNs) {}

  /**
   * The newest items that wait for pictures.
   *
   * @param failedBefore those that failed before this are tried again
   */
  List<Waiting> waiting(Instant failedBefore, int limit) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* artwork.waiting */ SELECT item.id, item.size_bytes, item.modified_ns FROM item"
                    + " LEFT JOIN artwork ON artwork.item_id = item.id"
                    + " AND artwork.size_bytes = item.size_bytes"
                    + " AND artwork.modified_ns = item.modified_ns"
                    + " WHERE listed AND (artwork.item_id IS NULL OR artwork.attempts < :most"
                    + " AND (artwork.state = 'working' OR artwork.state = 'failed'"
                    + " AND artwork.changed_at < :before))"
                    + " ORDER BY added_at DESC, item.id DESC LIMIT :limit")
            .bind("most", MOST_ATTEMPTS)
            .bind("before", failedBefore.atOffset(ZoneOffset.UTC))
            .bind("limit", limit)
            .map((row, context) ->
                new Waiting(
                    row.getObject("id", UUID.class),
                    row.getLong("size_bytes"),
                    row.getLong("modified_ns")))
            .list());
  }

  /** Notes that work begins, so that a file that ends the process is not tried for ever. */
  void begin(Waiting waiting, Instant now) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* artwork.begin */ INSERT INTO artwork AS known"
                    + " (item_id, size_bytes, modified_ns, state, attempts, changed_at)"
                    + " SELECT id, :size, :modified, 'working', 1, :now FROM item WHERE id = :item"
                    + " ON CONFLICT (item_id) DO UPDATE SET state = 'working', attempts ="
                    + " CASE WHEN known.size_bytes = excluded.size_bytes"
                    + " AND known.modified_ns = excluded.modified_ns"
                    + " THEN known.attempts + 1 ELSE 1 END,"
                    + " size_bytes = excluded.size_bytes, modified_ns = excluded.modified_ns,"
                    + " changed_at = excluded.changed_at")
            .bind("item", waiting.item())
            .bind("size", waiting.sizeBytes())
            .bind("modified", waiting.modifiedNs())
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** The pictures are there; nobody need have begun where others had the same content. */
  void done(Waiting waiting, String pictures, PictureList list, String beside, Instant now) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* artwork.done */ INSERT INTO artwork"
                    + " (item_id, size_bytes, modified_ns, state, attempts, pictures, cover, still,"
                    + " backdrop, logo, beside, changed_at)"
                    + " SELECT id, :size, :modified, 'done', 1, :pictures, :cover, :still,"
                    + " :backdrop, :logo, :beside, :now FROM item WHERE id = :item"
                    + " ON CONFLICT (item_id) DO UPDATE SET state = 'done', reason = NULL,"
                    + " size_bytes = excluded.size_bytes, modified_ns = excluded.modified_ns,"
                    + " pictures = excluded.pictures, cover = excluded.cover,"
                    + " still = excluded.still, backdrop = excluded.backdrop,"
                    + " logo = excluded.logo, borrowed = false,"
                    + " beside = excluded.beside, changed_at = excluded.changed_at")
            .bind("item", waiting.item())
            .bind("size", waiting.sizeBytes())
            .bind("modified", waiting.modifiedNs())
            .bind("pictures", pictures)
            .bind("cover", list.cover())
            .bind("still", list.still())
            .bind("backdrop", list.backdrop())
            .bind("logo", list.logo())
            .bind("beside", beside.replace("\0", ""))
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /**
   * How many are left alone since the process ended each time in the midst of them.
   *
   * @param begunBefore what was begun later may be under way
   */
  int abandoned(Instant begunBefore) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* artwork.abandoned */ SELECT count(*) FROM artwork"
                    + " JOIN item ON item.id = artwork.item_id"
                    + " AND artwork.size_bytes = item.size_bytes"
                    + " AND artwork.modified_ns = item.modified_ns"
                    + " WHERE listed AND artwork.state = 'working'"
                    + " AND artwork.attempts >= :most AND artwork.changed_at < :before")
            .bind("most", MOST_ATTEMPTS)
            .bind("before", begunBefore.atOffset(ZoneOffset.UTC))
            .mapTo(Integer.class)
            .one());
  }

  /** Counts where nobody had begun. */
  void failed(Waiting waiting, String reason, Instant now) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* artwork.failed */ INSERT INTO artwork AS known"
                    + " (item_id, size_bytes, modified_ns, state, attempts, reason, changed_at)"
                    + " SELECT id, :size, :modified, 'failed', 1, :reason, :now"
                    + " FROM item WHERE id = :item"
                    + " ON CONFLICT (item_id) DO UPDATE SET state = 'failed', attempts ="
                    + " CASE WHEN known.size_bytes <> excluded.size_bytes"
                    + " OR known.modified_ns <> excluded.modified_ns THEN 1"
                    + " WHEN known.state = 'working' THEN known.attempts"
                    + " ELSE known.attempts + 1 END,"
                    + " size_bytes = excluded.size_bytes, modified_ns = excluded.modified_ns,"
                    + " reason = excluded.reason, changed_at = excluded.changed_at")
            .bind("item", waiting.item())
            .bind("size", waiting.sizeBytes())
            .bind("modified", waiting.modifiedNs())
            .bind("reason", reason.replace("\0", ""))
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** The item stopped being worked on for no fault of its own; it is as if nobody had begun. */
  void handBack(UUID item) {
    database.run(handle ->
        handle.execute(
            "/* artwork.hand_back */ UPDATE artwork SET attempts = attempts - 1"
                + " WHERE item_id = ? AND state = 'working'",
            item));
  }

  /** Lets an item wait again where what lies beside it is not what its pictures were made of. */
  boolean againUnless(UUID item, String beside) {
    return database.run(handle ->
        handle.execute(
                "/* artwork.again */ UPDATE artwork SET state = 'working', attempts = 0"
                    + " WHERE item_id = ? AND state = 'done' AND beside <> ?",
                item,
                beside.replace("\0", ""))
            > 0);
  }

  /** The pictures that items have, for lists. */
  Map<UUID, Artwork.Shown> shown(List<UUID> items) {
    Map<UUID, Artwork.Shown> shown = new HashMap<>();
    if (items.isEmpty()) {
      return shown;
    }
    database.run(handle ->
        handle
            .createQuery(
                "/* artwork.shown */ SELECT item_id, pictures, cover, still, backdrop,"
                    + " logo, borrowed FROM artwork"
                    + " WHERE item_id = ANY(:items) AND pictures IS NOT NULL")
            .bindArray("items", UUID.class, items)
            .map((row, context) ->
                shown.put(
                    row.getObject("item_id", UUID.class),
                    new Artwork.Shown(
                        row.getString("pictures"),
                        row.getBoolean("cover"),
                        row.getBoolean("still"),
                        row.getBoolean("backdrop"),
                        row.getBoolean("logo"),
                        row.getBoolean("borrowed"))))
            .list());
    return shown;
  }
}
