package medianest.library;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import medianest.identify.Folding;
import medianest.media.io.Bytes;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Makes the series and seasons that episodes belong to, in the transaction of its handle. */
final class SeriesStore {

  static final String PREFIX = "\0series\0";

  private final Handle handle;
  private final UUID library;
  private final Instant now;

  SeriesStore(Handle handle, UUID library, Instant now) {
    this.handle = handle;
    this.library = library;
    this.now = now;
  }

  private record Season(String series, int number) {}

  /** The ids of the series by their keys; made where there are none, renamed where told anew. */
  Map<String, UUID> ensure(Collection<Identity> identities) {
    // In one order, so that two batches never wait for each other.
    Map<String, Identity.Series> series = new TreeMap<>();
    Map<String, Season> seasons = new TreeMap<>();
    for (Identity identity : identities) {
      Identity.Place place = identity.place();
      if (place != null) {
        series.put(place.series().key(), place.series());
        Season season = new Season(place.series().key(), place.season());
        seasons.put(seasonKey(season), season);
      }
    }
    return series.isEmpty() ? Map.of() : ensure(series, seasons);
  }

  /** Nothing is written, and no row locked, where all of them are there and as they are told. */
  private Map<String, UUID> ensure(
      Map<String, Identity.Series> series, Map<String, Season> seasons) {
    Map<Bytes, Known> known =
        known(Stream.concat(series.keySet().stream(), seasons.keySet().stream()));
    Map<String, Identity.Series> told = new TreeMap<>(series);
    told.entrySet()
        .removeIf(each -> isThere(known.get(bytes(each.getKey())), each.getValue().naming()));
    if (!told.isEmpty()) {
      write(told);
      known.putAll(known(told.keySet().stream()));
    }
    Map<String, UUID> ids = new HashMap<>();
    series.keySet().forEach(key -> ids.put(key, requireNonNull(known.get(bytes(key))).id()));
    Map<String, Season> missing = new TreeMap<>(seasons);
    missing.keySet().removeIf(key -> isThere(known.get(bytes(key)), 0));
    if (!missing.isEmpty()) {
      write(missing, ids);
    }
    return ids;
  }

  private static boolean isThere(@Nullable Known known, long naming) {
    return known != null && known.naming() == naming && !known.missing();
  }

  /** Keys may have halves of characters, so what is stored is compared as it is stored. */
  private static Bytes bytes(String key) {
    return Bytes.of(path(key));
  }

  /** A series or a season that there is. */
  private record Known(UUID id, long naming, boolean missing) {}

  private Map<Bytes, Known> known(Stream<String> keys) {
    byte[][] paths = keys.map(SeriesStore::path).toArray(byte[][]::new);
    Map<Bytes, Known> known = new HashMap<>();
    handle
        .createQuery(
            "/* item.known_series */ SELECT path, id, naming, missing_since IS NOT NULL AS missing"
                + " FROM item WHERE library_id = :library"
                + " AND path_hash IN (SELECT sha256(path) FROM unnest(:paths) AS path)")
        .bind("library", library)
        .bind("paths", ScanStore.array(paths))
        .map((row, context) ->
            known.put(
                Bytes.of(row.getBytes("path")),
                new Known(
                    row.getObject("id", UUID.class),
                    row.getLong("naming"),
                    row.getBoolean("missing"))))
        .list();
    return known;
  }

  private static String seasonKey(Season season) {
    return season.series() + "\0season\0" + season.number();
  }

  /** No path of a file begins so. */
  static byte[] path(String key) {
    return (PREFIX + key).getBytes(StandardCharsets.UTF_8);
  }

  private void write(Map<String, Identity.Series> series) {
    PreparedBatch batch =
        handle.prepareBatch(
            "/* item.add_series */ INSERT INTO item AS known (id, library_id, path, state, kind,"
                + " title, year, sort_key, search_text, search_more, genres, people, rating,"
                + " collection, about, naming, belongs, file_name, size_bytes, modified_ns,"
                + " added_at) VALUES (:id, :library, :path, 'ready', 'series', :title, :year,"
                + " :sortKey, :searchText, :searchMore, :genres, :people, CAST(:rating AS real),"
                + " :collection, :about, :naming, :belongs, '', 0, 0, :now) ON CONFLICT"
                + " (library_id, path_hash) DO UPDATE SET missing_since = NULL, title = CASE WHEN"
                + " known.locked THEN known.title ELSE excluded.title END, year = CASE WHEN"
                + " known.locked THEN known.year ELSE excluded.year END, sort_key = CASE WHEN"
                + " known.locked THEN known.sort_key ELSE excluded.sort_key END, search_text = CASE"
                + " WHEN known.locked THEN known.search_text  ELSE excluded.search_text END,"
                + " search_more = excluded.search_more, people = excluded.people, genres = CASE"
                + " WHEN known.locked THEN known.genres ELSE excluded.genres END, rating ="
                + " excluded.rating, collection = excluded.collection, about = CASE WHEN"
                + " known.locked THEN known.about ELSE excluded.about END, own = CASE WHEN"
                + " known.locked THEN known.own END, naming = excluded.naming, enriched = false"
                + " WHERE known.naming <> excluded.naming OR known.missing_since IS NOT NULL");
    series.forEach((key, each) -> {
      ItemWriteStore.bindTold(batch, each.told());
      batch
          .bind("id", TimeOrderedIds.at(now))
          .bind("library", library)
          .bind("path", path(key))
          .bind("searchText", Folding.words(each.told().title()))
          .bind("naming", each.naming())
          .bind("belongs", ShortHash.of(key))
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .add();
    });
    batch.execute();
  }

  /** Makes the seasons that corrected episodes stand in, whatever their files say. */
  void ensureSeasons(Object[] numbers) {
    Map<String, UUID> series = new HashMap<>();
    Map<String, Season> seasons = new TreeMap<>();
    handle
        .createQuery(
            "/* item.corrected_seasons */ SELECT DISTINCT series.id, series.path, episode.season"
                + " FROM item AS episode JOIN item AS series ON series.id = episode.series_id"
                + " WHERE episode.number = ANY(:numbers) AND episode.locked"
                + " AND episode.kind = 'episode' AND episode.season IS NOT NULL")
        .bindArray("numbers", Long.class, numbers)
        .map((row, context) -> {
          String key = key(row.getBytes("path"));
          Season season = new Season(key, row.getInt("season"));
          series.put(key, row.getObject("id", UUID.class));
          return seasons.put(seasonKey(season), season);
        })
        .list();
    if (!seasons.isEmpty()) {
      write(seasons, series);
    }
  }

  private static String key(byte[] path) {
    return new String(path, StandardCharsets.UTF_8).substring(PREFIX.length());
  }

  private void write(Map<String, Season> seasons, Map<String, UUID> series) {
    PreparedBatch batch =
        handle.prepareBatch(
            "/* item.add_season */ INSERT INTO item AS known (id, library_id, path, state, kind,"
                + " title, sort_key, search_text, series_id, season, file_name, size_bytes,"
                + " modified_ns, added_at)"
                + " VALUES (:id, :library, :path, 'ready', 'season', :title, :sortKey, '', :series,"
                + " :season, '', 0, 0, :now)"
                + " ON CONFLICT (library_id, path_hash) DO UPDATE SET missing_since = NULL"
                + " WHERE known.missing_since IS NOT NULL");
    seasons.forEach((key, season) -> {
      String title = season.number() == 0 ? "Specials" : "Season " + season.number();
      batch
          .bind("id", TimeOrderedIds.at(now))
          .bind("library", library)
          .bind("path", path(key))
          .bind("title", title)
          .bind("sortKey", Folding.sortKey(title))
          .bind("series", series.get(season.series()))
          .bind("season", season.number())
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .add();
    });
    batch.execute();
  }

  /** A series with a new episode is new again. */
  void renew(Collection<UUID> series) {
    if (!series.isEmpty()) {
      handle
          .createUpdate(
              "/* item.renew_series */ UPDATE item SET added_at = :now WHERE id = ANY(:series)"
                  + " AND added_at < :now")
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .bindArray("series", UUID.class, series.toArray())
          .execute();
    }
  }
}
