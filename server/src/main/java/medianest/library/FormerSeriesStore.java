package medianest.library;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import medianest.media.io.Bytes;
import org.jdbi.v3.core.Handle;

/**
 * Knows a series again whose folder was renamed or moved, by the episodes that lie in another
 * folder now. What people said of the series, and corrected, stays with it.
 */
final class FormerSeriesStore {

  private static final String IN_FOLDER = SeriesStore.PREFIX + "folder:";

  private final Handle handle;
  private final UUID library;

  FormerSeriesStore(Handle handle, UUID library) {
    this.handle = handle;
    this.library = library;
  }

  /** A series that episodes belonged to before they were moved. */
  private record Former(UUID id, Bytes key, Path root) {

    /** Whether its folder is gone; where that cannot be told it is there. */
    boolean left() {
      String text = new String(key.toArray(), StandardCharsets.UTF_8);
      if (!text.startsWith(IN_FOLDER) || text.contains("?") || text.contains("\ufffd")) {
        return false;
      }
      Path folder = root.resolve(text.substring(IN_FOLDER.length()));
      return Files.isDirectory(root) && Files.notExists(folder, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Gives series that moved with these episodes their new places, unless others are there. */
  void follow(Map<Long, ScanStore.Renamed> renamed) {
    Map<String, List<Long>> moved = new HashMap<>();
    renamed.forEach((number, each) -> {
      Identity.Place place = each.identity().place();
      if (place != null) {
        moved.computeIfAbsent(place.series().key(), key -> new ArrayList<>()).add(number);
      }
    });
    moved.forEach((key, numbers) -> {
      Bytes path = Bytes.of(SeriesStore.path(key));
      formers(numbers).stream()
          .filter(each -> !each.key().equals(path) && each.left())
          .findFirst()
          .ifPresent(former -> move(former, path));
    });
  }

  private List<Former> formers(List<Long> episodes) {
    return handle
        .createQuery(
            "/* item.former_series */ SELECT DISTINCT series.id, series.path,"
                + " library.path AS root FROM item AS episode"
                + " JOIN item AS series ON series.id = episode.series_id"
                + " JOIN library ON library.id = series.library_id"
                + " WHERE episode.number = ANY(:episodes) AND series.library_id = :library"
                + " ORDER BY series.path")
        .bindArray("episodes", Long.class, episodes)
        .bind("library", library)
        .map((row, context) ->
            new Former(
                row.getObject("id", UUID.class),
                Bytes.of(row.getBytes("path")),
                new RawPath(Bytes.of(row.getBytes("root"))).path()))
        .list();
  }

  /** Its seasons' keys begin with its own. */
  private void move(Former former, Bytes to) {
    handle
        .createUpdate(
            "/* item.move_series */ UPDATE item SET path = CAST(:to AS bytea) || substring(path"
                + " FROM octet_length(CAST(:from AS bytea)) + 1) WHERE (id = :series OR (series_id"
                + " = :series AND kind = 'season')) AND substring(path FROM 1 FOR"
                + " octet_length(CAST(:from AS bytea))) = CAST(:from AS bytea) AND NOT EXISTS"
                + " (SELECT FROM item AS other WHERE other.library_id = :library  AND"
                + " other.path_hash = sha256(CAST(:to AS bytea)))")
        .bind("series", former.id())
        .bind("from", former.key().toArray())
        .bind("to", to.toArray())
        .bind("library", library)
        .execute();
  }
}
