package medianest.metadata;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import medianest.db.Database;
import medianest.library.EnrichmentStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The table of what was asked of the catalogue, and of what it answered. */
final class MetadataStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Database database;

  MetadataStore(Database database) {
    this.database = database;
  }

  /**
   * Somebody of whom more is to be known.
   *
   * @param facts what the catalogue said of it before, while its name was the same
   * @param before what the catalogue called it when it was asked last; empty where it was not, or
   *     did not know it
   */
  record Waiting(Subject subject, Optional<Facts> facts, String before) {}

  /**
   * The newest films and series that stand on a shelf as their names and notes tell them.
   *
   * @param unknownBefore what the catalogue did not know before this is asked for again
   */
  List<Waiting> waiting(Instant unknownBefore, int limit) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* metadata.waiting */ SELECT item.id, item.kind, item.title, item.year,"
                    + " item.naming, item.about, item.own, known.facts AS before, CASE WHEN"
                    + " known.title = item.title AND known.naming = item.naming  AND known.year IS"
                    + " NOT DISTINCT FROM item.year THEN known.facts END  AS facts FROM item LEFT"
                    + " JOIN metadata AS known ON known.item_id = item.id WHERE shelved AND"
                    + " item.kind IN ('film', 'series') AND NOT item.enriched AND (known.item_id IS"
                    + " NULL OR known.title <> item.title  OR known.naming <> item.naming  OR"
                    + " known.year IS DISTINCT FROM item.year  OR known.facts IS NOT NULL OR"
                    + " known.tried_at < :before) ORDER BY item.added_at DESC, item.id DESC LIMIT"
                    + " :limit")
            .bind("before", unknownBefore.atOffset(ZoneOffset.UTC))
            .bind("limit", limit)
            .map((row, context) -> {
              Map<String, String> ids =
                  EnrichmentStore.ids(row.getString("about"), row.getString("own")).byProvider();
              Optional<Facts> facts = facts(row.getString("facts"));
              return new Waiting(
                  new Subject(
                      row.getObject("id", UUID.class),
                      row.getString("kind").equals("film")
                          ? Subject.Kind.FILM
                          : Subject.Kind.SERIES,
                      row.getString("title"),
                      row.getObject("year", Integer.class),
                      row.getLong("naming"),
                      ids),
                  facts,
                  facts(row.getString("before")).map(Facts::id).orElse(""));
            })
            .list());
  }

  private static Optional<Facts> facts(@Nullable String json) {
    return json == null ? Optional.empty() : Optional.of(JSON.readValue(json, Facts.class));
  }

  /**
   * Notes what the catalogue said.
   *
   * @param facts null where it does not know it
   */
  void answered(Subject subject, @Nullable Facts facts, Instant now) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* metadata.answered */ INSERT INTO metadata"
                    + " (item_id, title, year, naming, facts, tried_at)"
                    + " SELECT id, :title, CAST(:year AS int), :naming, :facts, :now"
                    + " FROM item WHERE id = :item"
                    + " ON CONFLICT (item_id) DO UPDATE SET title = excluded.title,"
                    + " year = excluded.year, naming = excluded.naming,"
                    + " facts = excluded.facts, tried_at = excluded.tried_at")
            .bind("item", subject.item())
            .bind("title", subject.title())
            .bind("year", subject.year())
            .bind("naming", subject.naming())
            .bind(
                "facts",
                facts == null ? null : JSON.writeValueAsString(facts).replace("\\u0000", ""))
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** The seasons and episodes of a series that something is known of. */
  List<UUID> below(UUID series) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* metadata.below */ SELECT id FROM item WHERE series_id = :series AND enriched")
            .bind("series", series)
            .mapTo(UUID.class)
            .list());
  }

  /** Forgets what was said of the seasons and episodes of a series. */
  void forgetBelow(UUID series) {
    database.run(handle ->
        handle.execute(
            "/* metadata.forget_below */ DELETE FROM metadata USING item"
                + " WHERE item.id = metadata.item_id AND item.series_id = ?",
            series));
  }

  /** Those of the items that exist. */
  Set<UUID> existing(List<UUID> items) {
    return database.run(handle ->
        new HashSet<>(
            handle
                .createQuery("/* metadata.existing */ SELECT id FROM item WHERE id = ANY(:items)")
                .bindArray("items", UUID.class, items)
                .mapTo(UUID.class)
                .list()));
  }
}
