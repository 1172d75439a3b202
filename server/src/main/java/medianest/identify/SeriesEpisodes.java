package medianest.identify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import medianest.identify.EpisodeNumbers.Place;
import org.jspecify.annotations.Nullable;

/** Names the episodes of series by their files and folders. */
public final class SeriesEpisodes {

  private final Folder folder;
  private final Folder home;
  private final OptionalInt season;

  /**
   * @param home the folder of the series; the library's own where there is none
   */
  private SeriesEpisodes(Folder folder, Folder home, OptionalInt season) {
    this.folder = folder;
    this.home = home;
    this.season = season;
  }

  /** The videos of a folder, in their order. */
  public static List<Named> of(Folder folder) {
    Folder place = Extras.ofFolder(folder).isPresent() ? folder.parent() : folder;
    OptionalInt named = season(place);
    Integer hinted = place.hints().season();
    boolean below = named.isPresent() || (hinted != null && !place.parent().root());
    return new SeriesEpisodes(
            folder, below ? place.parent() : place, hinted == null ? named : OptionalInt.of(hinted))
        .name();
  }

  /** Whether somebody wrote down that this is a folder of a series. */
  static boolean isHinted(Folder folder) {
    return !folder.root() && (!folder.hints().isNone() || isHinted(folder.parent()));
  }

  /** The number of the season whose folder this is. */
  static OptionalInt season(Folder folder) {
    if (folder.root() || folder.parent().root()) {
      return OptionalInt.empty();
    }
    return SeasonFolder.number(folder.name(), folder.parent().name(), !folder.parent().root());
  }

  private List<Named> name() {
    Place place = season.isPresent() ? Place.SEASON : home.root() ? Place.ANYWHERE : Place.SERIES;
    List<Optional<EpisodeNumbers>> numbers =
        folder.videos().stream().map(each -> numbers(each, place)).toList();
    Map<String, Named.Series> series = series(numbers);
    List<Named> named = new ArrayList<>();
    for (int at = 0; at < numbers.size(); at++) {
      String file = folder.videos().get(at);
      Optional<EpisodeNumbers> found = numbers.get(at);
      if (isExtra(file, found)) {
        named.add(extra(file));
      } else if (found.isEmpty()) {
        named.add(unnumbered(file));
      } else {
        EpisodeNumbers known = found.get();
        Named.Series own = series.get(key(known.before()));
        named.add(own == null ? unnumbered(file) : episode(file, known, own));
      }
    }
    return EpisodeVersions.told(named, numbers);
  }

  /** What is written down of the file, or else what its name says. */
  private Optional<EpisodeNumbers> numbers(String file, Place place) {
    Optional<EpisodeNumbers> named = EpisodeNumbers.of(Folder.base(file), place);
    PlexMatch.Episode hint = hint(file);
    if (hint == null) {
      return named;
    }
    String title = named.map(EpisodeNumbers::after).orElse(Folder.base(file));
    return Optional.of(
        new EpisodeNumbers(hint.season(), hint.first(), hint.last(), null, "", title, true));
  }

  private PlexMatch.@Nullable Episode hint(String file) {
    String path = file;
    for (Folder each = folder; !each.root(); each = each.parent()) {
      PlexMatch.Episode hint = each.hints().episode(path);
      if (hint != null) {
        return hint;
      }
      path = each.name() + "/" + path;
    }
    return null;
  }

  private boolean isExtra(String file, Optional<EpisodeNumbers> found) {
    if (hint(file) != null) {
      return false;
    }
    boolean sure = found.isPresent() && found.get().sure();
    boolean folders = Extras.ofFolder(folder).isPresent();
    return !home.root() && ((folders && !sure) || Extras.ofName(Folder.base(file)).isPresent());
  }

  private Named extra(String file) {
    String base = Folder.base(file);
    ExtraKind kind =
        Extras.ofName(base)
            .map(Extras.Ending::kind)
            .or(() -> Extras.ofFolder(folder))
            .orElse(ExtraKind.OTHER);
    return new Named(
        Named.Kind.VIDEO,
        FileTitle.of(file).title(),
        null,
        new Role.Extra(kind),
        Films.group(home),
        null,
        null,
        ProviderIds.NONE);
  }

  /** What has no number is shown as it is called. */
  private Named unnumbered(String file) {
    return Named.video(FileTitle.of(file).title(), "file:" + folder.path() + file, null);
  }

  private Named episode(String file, EpisodeNumbers numbers, Named.Series series) {
    int number = numbers.season() == null ? season.orElse(1) : numbers.season();
    boolean dated = numbers.date() != null;
    int first = dated ? dayOfYear(numbers) : numbers.first();
    int last = dated ? first : numbers.last();
    String group = series.key() + "|" + number + "|" + first + "|" + last;
    String title = title(numbers, first, last);
    return new Named(
        Named.Kind.EPISODE,
        title,
        null,
        Role.Main.ONLY,
        group,
        new Named.Place(series, number, first, last),
        numbers.date(),
        ProviderIds.in(file));
  }

  private static int dayOfYear(EpisodeNumbers numbers) {
    return numbers.date() == null ? 0 : numbers.date().getDayOfYear();
  }

  private static String title(EpisodeNumbers numbers, int first, int last) {
    String title = FileTitle.phrase(ProviderIds.strip(numbers.after()).replaceFirst("^[\\])]", ""));
    if (!title.isEmpty()) {
      return title;
    }
    if (numbers.date() != null) {
      return numbers.date().toString();
    }
    return number(first, last);
  }

  private static String number(int first, int last) {
    return first == last ? "Episode " + first : "Episodes " + first + "–" + last;
  }

  /** Whether a title was made of numbers, since the file's name had none. */
  public static boolean isNumber(String title, int first, int last) {
    return title.equals(number(first, last)) || title.matches("\\d{4}-\\d\\d-\\d\\d");
  }

  /**
   * The series by what stands before the numbers: one for all where the folder is a series', one
   * for each name where the folder holds several.
   */
  private Map<String, Named.Series> series(List<Optional<EpisodeNumbers>> numbers) {
    Map<String, String> names = new HashMap<>();
    numbers.stream()
        .flatMap(Optional::stream)
        .forEach(each -> names.putIfAbsent(key(each.before()), each.before()));
    Map<String, Named.Series> found = new HashMap<>();
    boolean several = season.isEmpty() && !home.root() && unrelated(names.keySet());
    names.forEach((key, before) ->
        found.put(
            key, home.root() || (several && !key.isEmpty()) ? byName(key, before) : byFolder(key)));
    return found;
  }

  /** Whether the names are of several series, none of which the folder is called after. */
  private boolean unrelated(Set<String> keys) {
    String own = key(home.name());
    return keys.stream().filter(key -> !key.isEmpty()).count() > 1
        && keys.stream()
            .noneMatch(key -> !key.isEmpty() && (own.startsWith(key) || key.startsWith(own)));
  }

  private Named.Series byName(String key, String before) {
    FileTitle title = FileTitle.of(before.strip() + ".x");
    String shown = key.isEmpty() ? "" : title.title();
    return new Named.Series(
        "title:" + key, shown.isEmpty() ? "Unknown" : shown, title.year(), ProviderIds.NONE);
  }

  /** A folder deeper down may belong to the series that the file names. */
  private Named.Series byFolder(String key) {
    Folder series = home;
    for (Folder each = home; !each.root(); each = each.parent()) {
      if (!key.isEmpty() && key(each.name()).equals(key)) {
        series = each;
      }
    }
    FileTitle title = FileTitle.of(series.name() + ".x");
    return series
        .hints()
        .over(
            new Named.Series(
                "folder:" + series.path(),
                title.title(),
                title.year(),
                ProviderIds.in(series.name())));
  }

  private static String key(String name) {
    return name.isBlank()
        ? ""
        : Folding.words(FileTitle.of(name.strip() + ".x").title()).toLowerCase(Locale.ROOT);
  }
}
