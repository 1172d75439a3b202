package medianest.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import medianest.db.Database;
import medianest.identify.About;
import medianest.identify.ProviderIds;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
   * @param collection empty where it is part of none
   * @param ids what catalogues call it, by their names
   */
  public record Known(
      @Nullable Integer year,
      @Nullable Double rating,
      List<String> genres,
      String collection,
      Map<String, String> ids,
      About about) {}

  /** What catalogues call an item, as it is stored with it. */
  public static ProviderIds ids(@Nullable String about) {
    return new ProviderIds(AboutJson.read(about).ids());
  }

  /**
   * Completes an item.
   *
   * @param naming the hash of its name when others were asked
   * @return false where it is gone, or called otherwise since
   */
  public boolean complete(UUID item, long naming, Known known) {
    return database.transaction(handle ->
        handle
            .createQuery(
                "/* item.to_complete */ SELECT title, year, rating, genres, collection, about,"
                    + " locked FROM item WHERE id = :id AND naming = :naming FOR UPDATE")
            .bind("id", item)
            .bind("naming", naming)
            .map((row, context) -> completed(row, known))
            .findOne()
            .map(told -> write(handle, item, told))
            .isPresent());
  }

  private static Identity.Told completed(ResultSet row, Known known) throws SQLException {
    boolean locked = row.getBoolean("locked");
    AboutJson.Stored own = AboutJson.read(row.getString("about"));
    Integer year = row.getObject("year", Integer.class);
    Float rating = row.getObject("rating", Float.class);
    List<String> genres = List.of((String[]) row.getArray("genres").getArray());
    String collection = row.getString("collection");
    return new Identity.Told(
        row.getString("title"),
        "",
        year == null && !locked ? known.year() : year,
        rating == null ? known.rating() : Double.valueOf(rating),
        genres.isEmpty() && !locked ? stored(known.genres()) : genres,
        collection.isEmpty() && !locked ? name(known.collection()) : collection,
        new ProviderIds(own.ids()).or(new ProviderIds(known.ids())),
        completed(own.about(), known.about()));
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

  private static UUID write(Handle handle, UUID item, Identity.Told told) {
    CollectionStore.note(handle, List.of(told.collection()));
    handle
        .createUpdate(
            "/* item.complete */ UPDATE item SET enriched = true, year = CAST(:year AS int),"
                + " rating = CAST(:rating AS real), genres = :genres, people = :people,"
                + " collection = :collection, search_more = :searchMore, about = :about"
                + " WHERE id = :id")
        .bind("id", item)
        .bind("year", told.year())
        .bindByType("rating", told.rating(), Double.class)
        .bindArray("genres", String.class, told.genres())
        .bindArray("people", String.class, told.people())
        .bind("collection", told.collection())
        .bind("searchMore", told.searchMore())
        .bind("about", AboutJson.write(told))
        .execute();
    return item;
  }
}
