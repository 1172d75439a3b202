package medianest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import medianest.db.Database;
import org.jspecify.annotations.Nullable;

/** Rows of a library, as a scan leaves them. */
record MetadataItems(Database database, UUID library) {

  static MetadataItems in(Database database) {
    UUID library = UUID.randomUUID();
    database.run(handle -> {
      handle.execute("/* library.clear */ TRUNCATE library, portrait CASCADE");
      return handle.execute(
          "/* library.add */ INSERT INTO library (id, name, kind, path, created_at)"
              + " VALUES (?, 'Films', 'films', '/films', now())",
          library);
    });
    return new MetadataItems(database, library);
  }

  UUID film(String title, @Nullable Integer year, @Nullable String about) {
    return add("film", title, year, about);
  }

  UUID series(String title, @Nullable Integer year) {
    return add("series", title, year, null);
  }

  UUID season(UUID series, int number) {
    UUID season = add("season", "Season " + number, null, null);
    set(season, "series_id = '" + series + "', naming = 0, season = " + number);
    return season;
  }

  UUID episode(UUID series, int season, int first, int last, String title) {
    UUID episode = add("episode", title, null, null);
    set(
        episode,
        "series_id = '%s', season = %d, episode = %d, episode_end = %d"
            .formatted(series, season, first, last));
    return episode;
  }

  private UUID add(String kind, String title, @Nullable Integer year, @Nullable String about) {
    UUID id = UUID.randomUUID();
    database.run(handle ->
        handle
            .createUpdate(
                "/* item.add */ INSERT INTO item (id, library_id, path, state, kind, title, year,"
                    + " sort_key, search_text, file_name, size_bytes, modified_ns, naming, about,"
                    + " added_at) VALUES (:id, :library, :path, 'ready', :kind, :title,"
                    + " CAST(:year AS int), 't', 't', 't', 1, 1, 1, :about, now())")
            .bind("id", id)
            .bind("library", library)
            .bind("path", id.toString().getBytes(UTF_8))
            .bind("kind", kind)
            .bind("title", title)
            .bind("year", year)
            .bind("about", about)
            .execute());
    return id;
  }

  void set(UUID item, String what) {
    database.run(
        handle -> handle.execute("/* item.set */ UPDATE item SET " + what + " WHERE id = ?", item));
  }

  @Nullable String text(UUID item, String column) {
    return database.run(handle ->
        handle
            .createQuery("/* item.text */ SELECT " + column + "::text FROM item WHERE id = :id")
            .bind("id", item)
            .mapTo(String.class)
            .findOne()
            .orElse(null));
  }

  static String about(String plot) {
    return "{\"originalTitle\":\"\",\"plot\":\""
        + plot
        + "\",\"tagline\":\"\",\"ageRating\":\"\","
        + "\"studios\":[],\"countries\":[],\"tags\":[],\"directors\":[],\"writers\":[],\"cast\":[]}";
  }
}
