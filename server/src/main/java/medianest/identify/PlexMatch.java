package medianest.identify;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file {@code .plexmatch} says of the series or season whose folder it lies in: lines of a
 * key, a colon and a value. What makes no sense in it is left out, not the whole file.
 *
 * @param title of the series; empty where it is not said
 * @param year of the series
 * @param season of all that lies in the folder
 * @param episodes by the paths of their files below the folder
 */
public record PlexMatch(
    String title,
    @Nullable Integer year,
    ProviderIds ids,
    @Nullable Integer season,
    Map<String, Episode> episodes) {

  /** What the file is called. */
  public static final String NAME = ".plexmatch";

  /** Room for ten thousand episodes with long names. */
  public static final int MOST_BYTES = 1 << 20;

  /** Nothing. */
  public static final PlexMatch NONE = new PlexMatch("", null, ProviderIds.NONE, null, Map.of());

  private static final int MOST_LINES = 20_000;

  private static final Pattern ADDRESS = Pattern.compile("(?i)(imdb|tmdb|tvdb)://([^/?\\s]+).*");

  private static final Pattern EPISODE =
      Pattern.compile(
          "(?i)(?:s(\\d{1,4})\\s*e|e|sp)?(\\d{1,4})(?:\\s*-\\s*e?(\\d{1,4}))?\\s*:\\s*(.+)");

  /**
   * Which episodes a file holds.
   *
   * @param season null where it is that of the folder
   */
  public record Episode(@Nullable Integer season, int first, int last) {}

  public PlexMatch {
    episodes = Map.copyOf(episodes);
  }

  /** What the text of such a file says. */
  public static PlexMatch read(String text) {
    Reader reader = new Reader();
    text.lines().limit(MOST_LINES).forEach(reader::line);
    return new PlexMatch(
        reader.title,
        reader.year,
        reader.ids.isEmpty() ? ProviderIds.NONE : new ProviderIds(reader.ids),
        reader.folderSeason,
        reader.episodes);
  }

  boolean isNone() {
    return equals(NONE);
  }

  /** What it says of a file, by its path below the folder; null for nothing. */
  @Nullable Episode episode(String path) {
    return episodes.get(plain(path));
  }

  /** Two systems write the same accent in different ways. */
  private static String plain(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC);
  }

  /** What was said so far. */
  private static final class Reader {
    private String title = "";
    private @Nullable Integer year;
    private @Nullable Integer folderSeason;
    private @Nullable Integer season;
    private final Map<String, String> ids = new TreeMap<>();
    private final Map<String, Episode> episodes = new HashMap<>();

    private void line(String line) {
      int colon = line.indexOf(':');
      if (colon < 1 || line.stripLeading().startsWith("#")) {
        return;
      }
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "title", "show" -> title = value;
        case "year" -> year = WholeNumber.of(value, 1800, 2200);
        case "guid" -> guid(value);
        case "imdbid" -> ProviderIds.put(ids, "imdb", value);
        case "tmdbid" -> ProviderIds.put(ids, "tmdb", value);
        case "tvdbid" -> ProviderIds.put(ids, "tvdb", value);
        case "season" -> season(WholeNumber.of(value, 0, 10_000));
        case "ep", "episode" -> episode(value, season);
        case "sp", "special" -> episode(value, 0);
        default -> {}
      }
    }

    private void guid(String value) {
      Matcher address = ADDRESS.matcher(value);
      if (address.matches()) {
        ProviderIds.put(ids, address.group(1), address.group(2));
      }
    }

    /** Several in one file are of the episodes that follow each, and none is the folder's. */
    private void season(@Nullable Integer number) {
      folderSeason = season == null && episodes.isEmpty() ? number : null;
      season = number;
    }

    private void episode(String value, @Nullable Integer around) {
      Matcher episode = EPISODE.matcher(value);
      if (!episode.matches()) {
        return;
      }
      int first = Integer.parseInt(episode.group(2));
      int last = episode.group(3) == null ? first : Integer.parseInt(episode.group(3));
      Integer own = episode.group(1) == null ? around : Integer.valueOf(episode.group(1));
      if (last >= first) {
        String file = episode.group(4).strip().replace('\\', '/');
        episodes.put(plain(file.replaceFirst("^/+", "")), new Episode(own, first, last));
      }
    }
  }

  /** The titles and numbers that are said, over those of the folder's name. */
  Named.Series over(Named.Series named) {
    return new Named.Series(
        named.key(),
        title.isEmpty() ? named.title() : title,
        year == null ? (title.isEmpty() ? named.year() : null) : year,
        ids.or(named.ids()));
  }
}
