package medianest.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import medianest.db.Database;
import medianest.identify.About;
import medianest.identify.Folding;
import medianest.identify.ProviderIds;
import medianest.identify.SeriesEpisodes;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Completes items with what others know of them. What a name, a note or a person says is never
 * replaced, and after the item was named anew it is as if nothing had been completed.
 */
public final class EnrichmentStore {

  private static final int LONGEST_NAME = 200;

  private final Database database;

  public EnrichmentStore(Database database) {
    this.database = database;
  }

  /**
   * What others know.
   *
   * @param title of an episode; others are found by theirs. Empty where they know none
   * @param aired when an episode was first shown
   * @param collection empty where it is part of none
   * @param ids what catalogues call it, by their names
   */
  public record Known(
      String title,
      @Nullable LocalDate aired,
      @Nullable Integer year,
      @Nullable Double rating,
      List<String> genres,
      String collection,
      Map<String, String> ids,
      About about) {

    /** What was stored before episodes were looked up knows neither their titles nor dates. */
    public Known {
      title = Objects.requireNonNullElse(title, "");
    }

    /** A plot and nothing else. */
    public static Known plot(String plot) {
      return new Known("", null, null, null, List.of(), "", Map.of(), About.plot(plot));
    }
  }

  /**
   * What names and notes say that catalogues call an item; what a catalogue said of itself does not
   * count.
   *
   * @param own what was told of it before it was completed; null where it was not
   */
  public static ProviderIds ids(@Nullable String about, @Nullable String own) {
    AboutJson.Stored stored =
        own == null ? AboutJson.read(about) : Own.JSON.readValue(own, Own.class).stored();
    return new ProviderIds(stored.ids());
  }

  /**
   * Completes an item. What was completed before is forgotten, so that nothing stays of another
   * that it was taken for.
   *
   * @param naming the hash of its name when others were asked
   * @return false where it is gone, or called otherwise since
   */
  public boolean complete(UUID item, long naming, Known known) {
    return database.transaction(handle ->
        handle
            .createQuery(
                TO_COMPLETE
                    + " FROM item WHERE id = :id AND naming = :naming AND kind <> 'season'"
                    + " FOR UPDATE")
            .bind("id", item)
            .bind("naming", naming)
            .map((row, context) -> Completed.of(row, known))
            .findOne()
            .map(told -> write(handle, item, told))
            .isPresent());
  }

  /** Of a season only its plot is kept. */
  public boolean completeSeason(UUID season, String plot) {
    return database.run(handle ->
        handle
                .createUpdate(
                    "/* item.complete_season */ UPDATE item SET enriched = true, about = :about"
                        + " WHERE id = :id AND kind = 'season'")
                .bind("id", season)
                .bind("about", AboutJson.write(plot))
                .execute()
            == 1);
  }

  /** Takes back what was completed, where those who knew it do not know it any more. */
  public void forget(UUID item) {
    database.transaction(handle ->
        handle
            .createQuery(TO_COMPLETE + " FROM item WHERE id = :id AND own IS NOT NULL FOR UPDATE")
            .bind("id", item)
            .map((row, context) -> Completed.of(row, NOTHING))
            .findOne()
            .map(told -> {
              write(handle, item, told);
              return handle.execute(
                  "/* item.forget_known */ UPDATE item SET enriched = false, own = NULL"
                      + " WHERE id = ?",
                  item);
            }));
  }

  /** Has the seasons and episodes of a series completed anew. */
  public void reopen(UUID series) {
    database.run(handle ->
        handle.execute(
            "/* item.reopen */ UPDATE item SET enriched = false WHERE series_id = ? AND enriched",
            series));
  }

  private static final Known NOTHING = Known.plot("");

  private static final String TO_COMPLETE =
      "/* item.to_complete */ SELECT kind, title, year, rating, genres, collection, about, locked,"
          + " own, aired, episode, episode_end";

  /** What was told of an item before it was completed. */
  record Own(
      String title,
      @Nullable Integer year,
      @Nullable Double rating,
      List<String> genres,
      String collection,
      @Nullable LocalDate aired,
      AboutJson.Stored stored) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Own of(ResultSet row) throws SQLException {
      String known = row.getString("own");
      if (known != null && !row.getBoolean("locked")) {
        return JSON.readValue(known, Own.class);
      }
      Float rating = row.getObject("rating", Float.class);
      Own now =
          new Own(
              row.getString("title"),
              row.getObject("year", Integer.class),
              rating == null ? null : Double.valueOf(rating),
              List.of((String[]) row.getArray("genres").getArray()),
              row.getString("collection"),
              row.getObject("aired", LocalDate.class),
              AboutJson.read(row.getString("about")));
      return known == null ? now : now.corrected(JSON.readValue(known, Own.class));
    }

    /** Of what somebody corrected by hand only the rest goes back to what it was. */
    private Own corrected(Own before) {
      return new Own(title, year, before.rating, genres, collection, before.aired, before.stored);
    }

    String written() {
      return JSON.writeValueAsString(this).replace("\\u0000", "");
    }
  }

  /**
   * An item as it is to be.
   *
   * @param named whether its title is another than before
   */
  private record Completed(Own own, Identity.Told told, @Nullable LocalDate aired, boolean named) {

    static Completed of(ResultSet row, Known known) throws SQLException {
      boolean locked = row.getBoolean("locked");
      Own own = Own.of(row);
      String title =
          locked || known.title().isEmpty() || !isNumber(own.title(), row)
              ? own.title()
              : StoredText.of(known.title());
      Identity.Told told =
          new Identity.Told(
              title,
              "",
              own.year() == null && !locked ? known.year() : own.year(),
              own.rating() == null ? known.rating() : own.rating(),
              own.genres().isEmpty() && !locked ? stored(known.genres()) : own.genres(),
              own.collection().isEmpty() && !locked ? name(known.collection()) : own.collection(),
              new ProviderIds(own.stored().ids()).or(new ProviderIds(known.ids())),
              completed(own.stored().about(), known.about()));
      return new Completed(
          own,
          told,
          own.aired() == null ? known.aired() : own.aired(),
          !title.equals(row.getString("title")));
    }

    /** Whether a title is no more than the number of the episode. */
    private static boolean isNumber(String title, ResultSet row) throws SQLException {
      return row.getString("kind").equals("episode")
          && SeriesEpisodes.isNumber(title, row.getInt("episode"), row.getInt("episode_end"));
    }
  }

  private static About completed(About own, About known) {
    return new About(
        either(own.originalTitle(), known.originalTitle()),
        either(own.plot(), known.plot()),
        either(own.tagline(), known.tagline()),
        either(own.ageRating(), known.ageRating()),
        either(own.studios(), known.studios()),
        either(own.countries(), known.countries()),
        either(own.tags(), known.tags()),
        either(own.directors(), known.directors()),
        either(own.writers(), known.writers()),
        either(own.cast(), known.cast()));
  }

  private static String either(String own, String known) {
    return own.isEmpty() ? known : own;
  }

  private static <T> List<T> either(List<T> own, List<T> known) {
    return own.isEmpty() ? known : own;
  }

  private static List<String> stored(List<String> texts) {
    return texts.stream().map(EnrichmentStore::name).filter(each -> !each.isEmpty()).toList();
  }

  /** Names that an index can hold; what is longer is none. */
  private static String name(String text) {
    return text.length() <= LONGEST_NAME ? StoredText.of(text) : "";
  }

  private static UUID write(Handle handle, UUID item, Completed completed) {
    Identity.Told told = completed.told();
    CollectionStore.note(handle, List.of(told.collection()));
    handle
        .createUpdate(
            "/* item.complete */ UPDATE item SET enriched = true, year = CAST(:year AS int),"
                + " rating = CAST(:rating AS real), genres = :genres, people = :people,"
                + " collection = :collection, search_more = :searchMore, about = :about,"
                + " aired = CAST(:aired AS date), own = :own WHERE id = :id")
        .bind("id", item)
        .bind("year", told.year())
        .bindByType("rating", told.rating(), Double.class)
        .bindArray("genres", String.class, told.genres())
        .bindArray("people", String.class, told.people())
        .bind("collection", told.collection())
        .bind("searchMore", told.searchMore())
        .bind("about", AboutJson.write(told))
        .bindByType("aired", completed.aired(), LocalDate.class)
        .bind("own", completed.own().written())
        .execute();
    if (completed.named()) {
      name(handle, item, told);
    }
    return item;
  }

  private static void name(Handle handle, UUID item, Identity.Told told) {
    String words = Folding.words(told.title());
    handle
        .createUpdate(
            "/* item.complete_title */ UPDATE item SET title = :title, sort_key = :sortKey,"
                + " search_text = left(:words || ' ' || search_text, 600) WHERE id = :id")
        .bind("id", item)
        .bind("title", told.title())
        .bind("sortKey", told.sortKey())
        .bind("words", words)
        .execute();
    WordStore.learn(handle, List.of(words));
  }
}
