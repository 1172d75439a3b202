package medianest.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import medianest.identify.Nfo;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads what the page of one item shows, and how many episodes series have. */
final class DetailStore {

  private static final int MOST_PIECES = 200;

  /** More than the number of any episode. */
  private static final long EPISODES = Nfo.Airs.AFTER_ALL;

  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;

  DetailStore(Database database) {
    this.database = database;
  }

  /**
   * An item with all that is known of it.
   *
   * @param airsIn the season that a special is shown within; null for everything else
   */
  record Detailed(
      Item item,
      @Nullable String reason,
      @Nullable String container,
      FileFacts.Details details,
      AboutJson.Stored about,
      List<String> genres,
      String collection,
      boolean locked,
      @Nullable Bytes belongs,
      @Nullable Integer airsIn) {}

  /** Another file of the same: a version, a part or an extra. */
  record Piece(Item item, String role, String label) {}

  /** How many episodes a series has, and how many of them an account has been through. */
  record Episodes(int seasons, int episodes, int watched) {}

  /** A season, likewise. */
  record Season(UUID id, int number, int episodes, int watched) {}

  Optional<Detailed> find(ItemId id) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.find */ SELECT"
                    + ItemStore.COLUMNS
                    + ", reason, container, details, about, genres, collection, locked, belongs,"
                    + " airs_season"
                    + " FROM item WHERE item.id = :id")
            .bind("id", id.value())
            .map((row, context) -> detailed(row))
            .findOne());
  }

  private static Detailed detailed(ResultSet row) throws SQLException {
    return new Detailed(
        ItemStore.item(row),
        row.getString("reason"),
        row.getString("container"),
        DetailsJson.read(row.getString("details")),
        AboutJson.read(row.getString("about")),
        List.of((String[]) row.getArray("genres").getArray()),
        row.getString("collection"),
        row.getBoolean("locked"),
        bytes(row.getBytes("belongs")),
        row.getObject("airs_season", Integer.class));
  }

  private static @Nullable Bytes bytes(byte @Nullable [] bytes) {
    return bytes == null ? null : Bytes.of(bytes);
  }

  /** What belongs to the item beside itself. */
  List<Piece> pieces(Detailed of) {
    Bytes belongs = of.belongs();
    if (belongs == null) {
      return List.of();
    }
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.pieces */ SELECT"
                    + ItemStore.COLUMNS
                    + ", role, label FROM item WHERE belongs = :belongs"
                    + " AND library_id = :library AND role <> 'main' AND missing_since IS NULL"
                    + " ORDER BY role, length(label), label, sort_key, id LIMIT "
                    + MOST_PIECES)
            .bind("belongs", belongs.toArray())
            .bind("library", of.item().libraryId())
            .map((row, context) ->
                new Piece(ItemStore.item(row), row.getString("role"), row.getString("label")))
            .list());
  }

  private static final String WATCHED =
      " LEFT JOIN watch ON watch.item_id = episode.id AND watch.account_id = :account"
          + " AND watch.played";

  List<Season> seasons(ItemId series, UUID account) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.seasons */ SELECT season.id, season.season, count(episode.id) AS episodes,"
                    + " count(watch.item_id) AS watched FROM item AS season"
                    + " LEFT JOIN item AS episode ON episode.series_id = season.series_id"
                    + " AND episode.season = season.season AND episode.listed"
                    + WATCHED
                    + " WHERE season.series_id = :series AND season.kind = 'season'"
                    + " AND season.missing_since IS NULL"
                    + " GROUP BY season.id, season.season ORDER BY season.season = 0, season.season")
            .bind("series", series.value())
            .bind("account", account)
            .map((row, context) ->
                new Season(
                    row.getObject("id", UUID.class),
                    row.getInt("season"),
                    row.getInt("episodes"),
                    row.getInt("watched")))
            .list());
  }

  /** The episodes of those among the items that are series. */
  Map<ItemId, Episodes> episodes(List<ItemId> series, UUID account) {
    Map<ItemId, Episodes> found = new HashMap<>();
    if (!series.isEmpty()) {
      database.run(handle ->
          handle
              .createQuery(
                  "/* item.episode_counts */ SELECT episode.series_id,"
                      + " count(DISTINCT episode.season) AS seasons, count(*) AS episodes,"
                      + " count(watch.item_id) AS watched FROM item AS episode"
                      + WATCHED
                      + " WHERE episode.series_id = ANY(:series) AND episode.listed"
                      + " GROUP BY episode.series_id")
              .bindArray("series", UUID.class, series.stream().map(ItemId::value).toList())
              .bind("account", account)
              .map((row, context) ->
                  found.put(
                      new ItemId(row.getObject("series_id", UUID.class)),
                      new Episodes(
                          row.getInt("seasons"), row.getInt("episodes"), row.getInt("watched"))))
              .list());
    }
    return found;
  }

  /**
   * Episodes of a season in their order, with the specials that are shown among them: each before
   * its episode, several in the order of the specials. A position is {@code episode * EPISODES +
   * special}, where what is no special has the largest such number, so that the index of either
   * answers what comes after a position.
   *
   * @param position after which to go on, together with the item there; -1 for the beginning
   */
  List<ItemStore.Row> episodes(ItemId series, int season, long position, UUID after, int limit) {
    long episode = Math.floorDiv(position, EPISODES);
    long special = Math.floorMod(position, EPISODES);
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.episodes */ SELECT * FROM ((SELECT"
                    + ItemStore.COLUMNS
                    + ", episode * bigint '"
                    + EPISODES
                    + "' + "
                    + (EPISODES - 1)
                    + " AS position"
                    + " FROM item WHERE series_id = :series AND season = :season AND listed"
                    + " AND (episode, id) > (:episode, :after)"
                    + " ORDER BY episode, id LIMIT :limit) UNION ALL (SELECT"
                    + ItemStore.COLUMNS
                    + ", airs_episode * bigint '"
                    + EPISODES
                    + "' + least(episode, "
                    + (EPISODES - 2)
                    + ") AS position"
                    + " FROM item WHERE series_id = :series AND airs_season = :season AND listed"
                    + " AND (airs_episode, episode, id) > (:episode, :special, :afterSpecial)"
                    + " ORDER BY airs_episode, episode, id LIMIT :limit)) AS shown"
                    + " ORDER BY position, id LIMIT :limit")
            .bind("series", series.value())
            .bind("season", season)
            .bind("episode", episode)
            .bind("special", special)
            // A special comes before the episode of its number, whatever the ids.
            .bind("after", special == EPISODES - 1 ? after : FIRST)
            .bind("afterSpecial", after)
            .bind("limit", limit)
            .map((row, context) -> ItemStore.row(row))
            .list());
  }
}
