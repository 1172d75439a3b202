package medianest.library;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import medianest.db.Database;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;

/** Knows in which folders series and seasons lie, for those who look for what lies in them. */
public final class ShelfStore {

  private static final String IN_FOLDER = "\0series\0folder:";

  private final Database database;

  public ShelfStore(Database database) {
    this.database = database;
  }

  /**
   * A series or a season.
   *
   * @param number of the season; empty of a series
   * @param root the folder of the library
   * @param folder of the series; empty where its episodes lie among others
   * @param own of the season; empty where its episodes lie in that of the series
   */
  public record Shelf(
      UUID series, OptionalInt number, Path root, Optional<Path> folder, Optional<Path> own) {}

  /** Empty for what is neither, and where no episode is there. */
  public Optional<Shelf> find(UUID item) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.shelf */ SELECT shelf.season, library.path AS root, series.id AS series,"
                    + " series.path AS key, episode.path FROM item AS shelf"
                    + " JOIN library ON library.id = shelf.library_id"
                    + " JOIN item AS series ON series.id = coalesce(shelf.series_id, shelf.id)"
                    + " CROSS JOIN LATERAL (SELECT path FROM item AS each"
                    + "  WHERE each.series_id = series.id AND each.kind = 'episode'"
                    + "  AND each.missing_since IS NULL"
                    + "  AND (shelf.season IS NULL OR each.season = shelf.season)"
                    + "  ORDER BY each.season, each.episode, each.id LIMIT 1) AS episode"
                    + " WHERE shelf.id = :id AND shelf.kind IN ('series', 'season')")
            .bind("id", item)
            .map((row, context) -> shelf(row))
            .findOne());
  }

  /** Whether an item is an episode, which the pictures of its folder do not belong to. */
  public boolean isEpisode(UUID item) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.is_episode */ SELECT EXISTS (SELECT FROM item WHERE id = :id"
                    + " AND kind = 'episode')")
            .bind("id", item)
            .mapTo(Boolean.class)
            .one());
  }

  private static Shelf shelf(ResultSet row) throws SQLException {
    Path root = new RawPath(Bytes.of(row.getBytes("root"))).path();
    Integer season = row.getObject("season", Integer.class);
    byte[] episode = row.getBytes("path");
    int series = depth(new String(row.getBytes("key"), StandardCharsets.UTF_8));
    return new Shelf(
        row.getObject("series", UUID.class),
        season == null ? OptionalInt.empty() : OptionalInt.of(season),
        root,
        folder(root, episode, series),
        season == null || series == 0 ? Optional.empty() : folder(root, episode, series + 1));
  }

  /** How many folders below the library that of the series lies; 0 where it has none. */
  private static int depth(String key) {
    return key.startsWith(IN_FOLDER) ? (int) key.chars().filter(each -> each == '/').count() : 0;
  }

  /** The first so many folders of a path. */
  private static Optional<Path> folder(Path root, byte @Nullable [] path, int depth) {
    int folders = 0;
    for (int at = 0; path != null && depth > 0 && at < path.length; at++) {
      if (path[at] == '/' && ++folders == depth) {
        return Optional.of(new RawPath(Bytes.of(path).slice(0, at)).under(root));
      }
    }
    return Optional.empty();
  }
}
