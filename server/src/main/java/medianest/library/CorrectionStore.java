package medianest.library;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import medianest.identify.Folding;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes what somebody knows better than the names of the files. */
final class CorrectionStore {

  private final Database database;

  CorrectionStore(Database database) {
    this.database = database;
  }

  /**
   * What an item is to be called from now on.
   *
   * @param season and {@code episode}, of an episode; null leaves its place
   */
  record Correction(
      String title,
      @Nullable Integer year,
      String sortTitle,
      String collection,
      List<String> genres,
      @Nullable Integer season,
      @Nullable Integer episode) {}

  /** False where there is no such item. */
  boolean correct(ItemId id, Correction correction) {
    String sorted = correction.sortTitle().isEmpty() ? correction.title() : correction.sortTitle();
    return database.transaction(handle -> {
      CollectionStore.note(handle, List.of(correction.collection()));
      WordStore.learn(handle, List.of(Folding.words(correction.title())));
      boolean found =
          handle
                  .createUpdate(
                      "/* item.correct */ UPDATE item SET locked = true, enriched = false, title ="
                          + " :title, year = CAST(:year AS int), sort_key = :sortKey, search_text ="
                          + " left(:words || ' ' || search_text, 600), collection = :collection,"
                          + " genres = :genres, season = CASE kind WHEN 'episode'  THEN"
                          + " coalesce(CAST(:season AS int), season) ELSE season END,"
                          // Only a special is shown within another season.
                          + " airs_season = CASE WHEN CAST(:season AS int) > 0 THEN NULL"
                          + " ELSE airs_season END,"
                          + " airs_episode = CASE WHEN CAST(:season AS int) > 0 THEN NULL"
                          + " ELSE airs_episode END,"
                          + " episode ="
                          + " CASE kind WHEN 'episode'  THEN coalesce(CAST(:episode AS int),"
                          + " episode) ELSE episode END, episode_end = CASE WHEN kind = 'episode' "
                          + " AND CAST(:episode AS int) IS NOT NULL THEN CAST(:episode AS int) "
                          + " ELSE episode_end END WHERE id = :id AND kind <> 'season'")
                  .bind("id", id.value())
                  .bind("title", correction.title())
                  .bind("year", correction.year())
                  .bind("sortKey", Folding.sortKey(sorted))
                  .bind("words", Folding.words(correction.title()))
                  .bind("collection", correction.collection())
                  .bindArray("genres", String.class, correction.genres())
                  .bind("season", correction.season())
                  .bind("episode", correction.episode())
                  .execute()
              == 1;
      if (found && correction.season() != null) {
        ensureSeason(handle, id);
      }
      return found;
    });
  }

  /** An episode may be put into a season that no file is named after. */
  private static void ensureSeason(Handle handle, ItemId id) {
    handle
        .createQuery(
            "/* item.place */ SELECT number, library_id, added_at FROM item WHERE id = :id")
        .bind("id", id.value())
        .map((row, context) -> {
          UUID library = row.getObject("library_id", UUID.class);
          Instant added = row.getObject("added_at", OffsetDateTime.class).toInstant();
          new SeriesStore(handle, library, added)
              .ensureSeasons(new Object[] {row.getLong("number")});
          return library;
        })
        .one();
  }

  /** Lets the next scan name the item again, and with a series all of its episodes. */
  boolean release(ItemId id) {
    return database.run(handle ->
        handle
            .createUpdate(
                "/* item.release */ UPDATE item SET"
                    + " locked = CASE WHEN id = :id THEN false ELSE locked END, naming = 0"
                    + " WHERE id = :id OR series_id = :id")
            .bind("id", id.value())
            .execute())
        > 0;
  }
}
