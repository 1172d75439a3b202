package medianest.progress;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import medianest.library.ItemId;

/** Finds the episodes that come next for a person. */
final class NextUpStore {

  /** Who looks for what to go on with does not look further back. */
  private static final int LATEST_WATCHED = 500;

  /**
   * Where an episode stands in the order of its series: by its season and number, but a special
   * that is shown within a season right before the episode that it comes before. Other specials
   * come before all seasons.
   */
  private static final String PLACE =
      "coalesce(episode.airs_season, episode.season),"
          + " coalesce(episode.airs_episode, episode.episode), episode.season, episode.episode";

  private static final String LAST_PLACE =
      " coalesce(item.airs_season, item.season) AS in_season,"
          + " coalesce(item.airs_episode, item.episode) AS at, item.season, item.episode,";

  private static final String LATER =
      "(" + PLACE + ") > (last.in_season, last.at, last.season, last.episode)";

  /** The episode that was watched last; then what follows it. */
  private static final String AFTER_LAST =
      " ORDER BY (last.started AND episode.id = last.id) DESC NULLS LAST,"
          + " coalesce(own.played, false), coalesce(episode.airs_season, episode.season) = 0, ("
          + LATER
          + ") DESC NULLS LAST, "
          + PLACE
          + ", episode.id LIMIT 1";

  /** Of one series what was not watched yet, without looking at what comes before {@code last}. */
  private static final String UNWATCHED =
      " AND episode.listed AND NOT EXISTS (SELECT FROM watch AS own"
          + "  WHERE own.item_id = episode.id AND own.account_id = :account AND own.played)";

  private static final String NEXT_OWN =
      "(SELECT episode.id, episode.season, episode.episode, episode.airs_season,"
          + " episode.airs_episode FROM item AS episode WHERE episode.series_id = last.series_id"
          + " AND episode.season > 0 AND (episode.season, episode.episode) >= (last.in_season,"
          + " last.at) AND "
          + LATER
          + UNWATCHED
          + " ORDER BY episode.season, episode.episode, episode.id LIMIT 1)";

  private static final String NEXT_SPECIAL =
      "(SELECT episode.id, episode.season, episode.episode, episode.airs_season,"
          + " episode.airs_episode FROM item AS episode WHERE episode.series_id = last.series_id"
          + " AND episode.airs_season IS NOT NULL AND (episode.airs_season, episode.airs_episode)"
          + " >= (last.in_season, last.at) AND "
          + LATER
          + UNWATCHED
          + " ORDER BY episode.airs_season, episode.airs_episode, episode.episode, episode.id"
          + " LIMIT 1)";

  private final Database database;

  NextUpStore(Database database) {
    this.database = database;
  }

  /** The episode of a series to watch next; the first again where all have been watched. */
  Optional<ItemId> of(UUID account, ItemId series) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* watch.next */ WITH last AS (SELECT item.id,"
                    + LAST_PLACE
                    + " watch.started FROM watch JOIN item ON item.id = watch.item_id"
                    + " WHERE watch.account_id = :account AND item.series_id = :series"
                    + " AND (watch.played OR watch.started)"
                    + " ORDER BY watch.updated_at DESC LIMIT 1)"
                    + " SELECT episode.id FROM item AS episode LEFT JOIN last ON true"
                    + " LEFT JOIN watch AS own ON own.item_id = episode.id"
                    + " AND own.account_id = :account"
                    + " WHERE episode.series_id = :series AND episode.listed"
                    + AFTER_LAST)
            .bind("account", account)
            .bind("series", series.value())
            .map((row, context) -> new ItemId(row.getObject("id", UUID.class)))
            .findOne());
  }

  /**
   * For each series that the person watches, the episode after the one they went through last, the
   * latest first. One that was begun is not here: it is what to go on with.
   */
  List<ItemId> all(UUID account, int limit) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* watch.next_up */ WITH lately AS (SELECT item_id, started, played, updated_at"
                    + " FROM watch WHERE account_id = :account"
                    + " ORDER BY updated_at DESC LIMIT "
                    + LATEST_WATCHED
                    + "), last AS (SELECT DISTINCT ON (item.series_id) item.series_id,"
                    + LAST_PLACE
                    + " lately.started, lately.updated_at"
                    + " FROM lately JOIN item ON item.id = lately.item_id"
                    + " WHERE item.series_id IS NOT NULL AND (lately.played OR lately.started)"
                    + " ORDER BY item.series_id, lately.updated_at DESC)"
                    + " SELECT next.id FROM last CROSS JOIN LATERAL (SELECT episode.id FROM ("
                    + NEXT_OWN
                    + " UNION ALL "
                    + NEXT_SPECIAL
                    + ") AS episode ORDER BY "
                    + PLACE
                    + ", episode.id LIMIT 1) AS next"
                    + " WHERE NOT last.started ORDER BY last.updated_at DESC LIMIT :limit")
            .bind("account", account)
            .bind("limit", limit)
            .map((row, context) -> new ItemId(row.getObject("id", UUID.class)))
            .list());
  }
}
