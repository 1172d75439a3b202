package medianest.metadata;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The table of what was asked of the catalogue, for seasons with their episodes. */
final class SeasonStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What may be completed, and was not found in vain of late. */
  private static final String OPEN =
      "NOT each.enriched AND each.kind IN ('season', 'episode') AND each.role = 'main'"
          + " AND each.missing_since IS NULL AND NOT EXISTS (SELECT FROM metadata AS tried"
          + "  WHERE tried.item_id = each.id AND tried.facts IS NULL"
          + "  AND tried.naming = each.naming AND tried.tried_at >= :before)";

  private final Database database;

  SeasonStore(Database database) {
    this.database = database;
  }

  /**
   * A season with something to complete.
   *
   * @param series what the catalogue calls its series
   * @param facts what the catalogue said of it before
   * @param triedAt when it was asked last; long ago where it was not
   */
  record Waiting(
      UUID season,
      UUID seriesItem,
      String series,
      int number,
      Optional<SeasonFacts> facts,
      Instant triedAt) {}

  /**
   * What is to be completed.
   *
   * @param first the number of an episode; 0 of the season itself
   */
  record Open(UUID item, boolean season, int first, int last, long naming, Instant addedAt) {}

  /** Seasons of series that the catalogue knows, the newest first. */
  List<Waiting> waiting(Instant unknownBefore, int limit) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* metadata.waiting_seasons */ WITH open AS (SELECT DISTINCT each.series_id,"
                    + " each.season FROM item AS each WHERE each.series_id IS NOT NULL AND "
                    + OPEN
                    + ") SELECT season.id, season.season, season.series_id,"
                    + " of_series.facts AS series_facts, known.facts, known.tried_at FROM open"
                    + " JOIN item AS season ON season.series_id = open.series_id"
                    + "  AND season.season = open.season AND season.kind = 'season'"
                    + " JOIN item AS series ON series.id = season.series_id AND series.enriched"
                    + " JOIN metadata AS of_series ON of_series.item_id = series.id"
                    + "  AND of_series.facts IS NOT NULL"
                    + " LEFT JOIN metadata AS known ON known.item_id = season.id"
                    + " ORDER BY season.added_at DESC, season.id DESC LIMIT :limit")
            .bind("before", unknownBefore.atOffset(ZoneOffset.UTC))
            .bind("limit", limit)
            .map((row, context) -> {
              OffsetDateTime tried = row.getObject("tried_at", OffsetDateTime.class);
              return new Waiting(
                  row.getObject("id", UUID.class),
                  row.getObject("series_id", UUID.class),
                  JSON.readValue(row.getString("series_facts"), Facts.class).id(),
                  row.getInt("season"),
                  facts(row.getString("facts")),
                  tried == null ? Instant.EPOCH : tried.toInstant());
            })
            .list());
  }

  private static Optional<SeasonFacts> facts(@Nullable String json) {
    return json == null ? Optional.empty() : Optional.of(JSON.readValue(json, SeasonFacts.class));
  }

  /** What is to be completed in a season. */
  List<Open> open(Waiting season, Instant unknownBefore) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* metadata.open_episodes */ SELECT id, kind = 'season' AS season,"
                    + " coalesce(episode, 0) AS first,"
                    + " coalesce(episode_end, episode, 0) AS last, naming, added_at"
                    + " FROM item AS each WHERE each.series_id = :series"
                    + " AND each.season = :season AND "
                    + OPEN
                    + " ORDER BY episode NULLS FIRST, id")
            .bind("series", season.seriesItem())
            .bind("season", season.number())
            .bind("before", unknownBefore.atOffset(ZoneOffset.UTC))
            .map((row, context) ->
                new Open(
                    row.getObject("id", UUID.class),
                    row.getBoolean("season"),
                    row.getInt("first"),
                    row.getInt("last"),
                    row.getLong("naming"),
                    row.getObject("added_at", OffsetDateTime.class).toInstant()))
            .list());
  }

  /**
   * Notes what the catalogue said of a season, or that it does not know it or an episode.
   *
   * @param facts null where it does not
   */
  void answered(UUID item, @Nullable SeasonFacts facts, Instant at) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* metadata.season_answered */ INSERT INTO metadata"
                    + " (item_id, title, year, naming, facts, tried_at)"
                    + " SELECT id, title, year, naming, :facts, :at FROM item WHERE id = :item"
                    + " ON CONFLICT (item_id) DO UPDATE SET title = excluded.title,"
                    + " year = excluded.year, naming = excluded.naming,"
                    + " facts = excluded.facts, tried_at = excluded.tried_at")
            .bind("item", item)
            .bind(
                "facts",
                facts == null ? null : JSON.writeValueAsString(facts).replace("\\u0000", ""))
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute());
  }
}
