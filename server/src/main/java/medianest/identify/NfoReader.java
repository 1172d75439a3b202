package medianest.identify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Reads notes, whoever wrote them; what makes no sense in one is left out, not the whole note. */
public final class NfoReader {

  /** Larger than any note with a few hundred actors, small enough to be held in memory. */
  public static final int MOST_BYTES = 2 << 20;

  private static final int LONGEST_TEXT = 10_000;
  private static final int MOST_OF_A_KIND = 200;

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)imdb\\.com/title/(tt\\d{7,8})|themoviedb\\.org/(?:movie|tv)/(\\d+)"
              + "|thetvdb\\.com/[^\\s<]*?(?:id=|series/|movies/)(\\d+)");

  private static final List<String> ADDRESSES =
      List.of("imdb.com/", "themoviedb.org/", "thetvdb.com/");

  private static final List<String> PROVIDERS = List.of("imdb", "tmdb", "tvdb");

  private NfoReader() {}

  /** What a note says, one for each of its films or episodes; empty where it cannot be read. */
  public static List<Nfo> read(String note) {
    ProviderIds addresses = addresses(note);
    try {
      List<Nfo> found =
          NoteTree.read(note).stream()
              .limit(MOST_OF_A_KIND)
              .map(each -> nfo(each, addresses))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (XMLStreamException e) {
      // A note is a help, not a condition: its file is named without it.
      return List.of();
    }
    return addresses.byProvider().isEmpty() ? List.of() : List.of(onlyIds(addresses));
  }

  private static Nfo onlyIds(ProviderIds ids) {
    return new Nfo("", "", null, null, null, List.of(), "", ids, null, null, false, About.NOTHING);
  }

  private static ProviderIds addresses(String note) {
    String small = note.toLowerCase(Locale.ROOT);
    if (ADDRESSES.stream().noneMatch(small::contains)) {
      return ProviderIds.NONE;
    }
    Map<String, String> ids = new TreeMap<>();
    Matcher address = ADDRESS.matcher(note);
    while (address.find()) {
      for (int at = 0; at < PROVIDERS.size(); at++) {
        if (address.group(at + 1) != null) {
          ProviderIds.put(ids, PROVIDERS.get(at), address.group(at + 1));
        }
      }
    }
    return new ProviderIds(ids);
  }

  private static Nfo nfo(NoteTree tree, ProviderIds addresses) {
    LocalDate date = date(tree.text("premiered", "aired", "releasedate"));
    Integer year = WholeNumber.of(tree.text("year"), 1800, 2200);
    return new Nfo(
        tree.text("title", "name", "localtitle"),
        tree.text("sorttitle", "sortname"),
        year == null && date != null ? Integer.valueOf(date.getYear()) : year,
        date,
        rating(tree),
        words(tree, "genre"),
        set(tree),
        ids(tree).or(addresses),
        numbers(tree),
        airs(tree),
        tree.text("lockdata").equalsIgnoreCase("true"),
        about(tree));
  }

  private static About about(NoteTree tree) {
    return new About(
        tree.text("originaltitle"),
        cut(tree.text("plot", "biography", "review", "outline")),
        cut(tree.text("tagline")),
        tree.text("mpaa", "customrating"),
        words(tree, "studio"),
        words(tree, "country"),
        words(tree, "tag"),
        words(tree, "director"),
        Stream.concat(words(tree, "writer").stream(), words(tree, "credits").stream())
            .distinct()
            .toList(),
        tree.all("actor")
            .map(each -> new About.Person(each.text("name"), each.text("role")))
            .filter(each -> !each.name().isEmpty())
            .limit(MOST_OF_A_KIND)
            .toList());
  }

  /** Each in an element of its own, or several with slashes between. */
  private static List<String> words(NoteTree tree, String name) {
    return tree.texts(name).stream()
        .flatMap(each -> Stream.of(each.split(" / ", -1)))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .distinct()
        .limit(MOST_OF_A_KIND)
        .toList();
  }

  private static String set(NoteTree tree) {
    return tree.all("set")
        .map(each -> each.text("name").isEmpty() ? each.words() : each.text("name"))
        .filter(each -> !each.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static ProviderIds ids(NoteTree tree) {
    Map<String, String> ids = new TreeMap<>();
    for (NoteTree child : tree.children()) {
      if (child.name().endsWith("id")) {
        String provider =
            child.name().equals("uniqueid")
                ? String.valueOf(child.attribute("type")).toLowerCase(Locale.ROOT)
                : child.name().replaceFirst("_?id$", "");
        if (PROVIDERS.contains(provider)) {
          ProviderIds.put(ids, provider, child.words());
        }
      }
    }
    String plain = tree.text("id");
    if (plain.startsWith("tt")) {
      ProviderIds.put(ids, "imdb", plain);
    }
    return ids.isEmpty() ? ProviderIds.NONE : new ProviderIds(ids);
  }

  private static Nfo.@Nullable Numbers numbers(NoteTree tree) {
    Integer season = WholeNumber.of(tree.text("season"), 0, 10_000);
    Integer episode = WholeNumber.of(tree.text("episode"), 0, 10_000);
    if (season == null || episode == null) {
      return null;
    }
    Integer last = WholeNumber.of(tree.text("episodenumberend"), episode, 10_000);
    return new Nfo.Numbers(season, episode, last == null ? episode : last);
  }

  /**
   * What is after a season wins over what is before one. Programs write {@code -1} where a special
   * has no such place.
   */
  private static Nfo.@Nullable Airs airs(NoteTree tree) {
    Integer after = WholeNumber.of(tree.text("airsafter_season"), 1, 10_000);
    if (after != null) {
      return new Nfo.Airs(after, Nfo.Airs.AFTER_ALL);
    }
    Nfo.Airs before = airsBefore(tree, "airsbefore_season", "airsbefore_episode");
    return before == null ? airsBefore(tree, "displayseason", "displayepisode") : before;
  }

  private static Nfo.@Nullable Airs airsBefore(NoteTree tree, String season, String episode) {
    Integer before = WholeNumber.of(tree.text(season), 1, 10_000);
    if (before == null) {
      return null;
    }
    Integer number = WholeNumber.of(tree.text(episode), 0, 10_000);
    return new Nfo.Airs(before, number == null ? Nfo.Airs.BEFORE_ALL : number);
  }

  /** The rating that the note prefers; some write a comma, and some give what is out of range. */
  private static @Nullable Double rating(NoteTree tree) {
    String preferred =
        tree.all("ratings")
            .flatMap(each -> each.all("rating"))
            .sorted((a, b) -> Boolean.compare(isDefault(b), isDefault(a)))
            .map(each -> each.text("value"))
            .findFirst()
            .orElse(tree.text("rating"));
    try {
      double value = Double.parseDouble(preferred.replace(',', '.'));
      return value > 0 && value <= 10 ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isDefault(NoteTree rating) {
    return "true".equalsIgnoreCase(rating.attribute("default"));
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
