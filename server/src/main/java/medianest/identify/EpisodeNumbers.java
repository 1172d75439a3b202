package medianest.identify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which episodes a file holds, as its name says.
 *
 * @param season null where the name does not say it
 * @param first -1 for one that only its date names
 * @param date of the day on which it was shown; null for most
 * @param before what stands before the number: most often the name of the series
 * @param after what stands after it: most often the title of the episode
 * @param sure whether nothing but an episode is called so
 */
record EpisodeNumbers(
    @Nullable Integer season,
    int first,
    int last,
    @Nullable LocalDate date,
    String before,
    String after,
    boolean sure) {

  /** What is known of the folder in which the file lies. */
  enum Place {
    /** Anything may lie there. */
    ANYWHERE,
    SERIES,
    SEASON
  }

  /** A longer chain is a number that means something else. */
  private static final int MOST_IN_A_FILE = 50;

  private static final String START = "(?<![\\p{L}\\d])";

  /** Neither a longer number nor the height of a picture. */
  private static final String STOP = "(?![\\dpi])";

  private static final Pattern SEASON_EPISODE =
      Pattern.compile(
          "(?i)"
              + START
              + "s(\\d{1,4})[\\])]?[ ._\\-]*[\\[(]?x?ep?[ ._]?(\\d{1,4})"
              + STOP
              + "(?:(?:(?:[ ._]?-[ ._]?)?(?:s\\d{1,4}[ ._]?)?[ex]p?|[ ._]e)(\\d{1,4})"
              + STOP
              + "|-(\\d{1,4})"
              + STOP
              + "(?!-?\\d))*");

  private static final Pattern CROSS =
      Pattern.compile(
          "(?i)"
              + START
              + "(\\d{1,2})x(\\d{1,4})"
              + STOP
              + "(?:(?:[ ._]?-[ ._]?)?(?:\\d{1,2})?[xe](\\d{1,4})"
              + STOP
              + "|-(\\d{1,4})"
              + STOP
              + ")*");

  private static final Pattern WORDS =
      Pattern.compile(
          "(?iu)"
              + START
              + "(?:season|series|staffel|saison|temporada|stagione|seizoen)[ ._]*(\\d{1,4})["
              + " ._,\\-]*(?:episode|ep|folge|épisode|episodio|capitulo|capítulo|aflevering)["
              + " ._]*(\\d{1,4})"
              + STOP);

  private static final Pattern YEAR_FIRST =
      Pattern.compile("(?<!\\d)((?:19|20)\\d{2})[._\\- ](\\d{2})[._\\- ](\\d{2})(?!\\d)");

  private static final Pattern DAY_FIRST =
      Pattern.compile("(?<!\\d)(\\d{2})[._\\- ](\\d{2})[._\\- ]((?:19|20)\\d{2})(?!\\d)");

  private static final Pattern EPISODE_ONLY =
      Pattern.compile(
          "(?iu)"
              + START
              + "(?:(?:episode|épisode|folge|ep)["
              + " ._\\-]{0,2}(\\d{1,4})|e(\\d{2,4}))(?![\\dpi\\p{L}])");

  private static final Pattern BRACKETS =
      Pattern.compile("^(?:\\[[^\\]]*\\])?\\[([^\\]]+)\\]\\[(\\d{1,4})(?:v\\d)?\\]");

  private static final Pattern DASH =
      Pattern.compile(
          "^(?:\\[[^\\]]*\\])?[ ._]*(.+?)[ ._]+-[ ._]+(\\d{1,4})(?:v\\d)?(?=[ ._]*(?:$|[\\[(]))");

  private static final Pattern LEADING =
      Pattern.compile("^()\\[?(\\d{1,4})\\]?(?=$|[ ._\\-])(?![ ._]*[ap]\\.?m\\b)");

  private static final Pattern ROMAN =
      Pattern.compile("(?i)" + START + "(?:part|pt)[ ._]*(\\d{1,3}|[ivx]{1,6})(?![\\p{L}\\d])");

  private static final Pattern TRAILING = Pattern.compile("^(.+?)[ ._]+(\\d{1,4})$");

  private static final Pattern THREE_DIGITS =
      Pattern.compile("(?<=[ ._\\-])(\\d{1,2})(\\d{2})(?=[ ._\\-])");

  private record Form(
      Pattern pattern, BiFunction<String, MatchResult, @Nullable EpisodeNumbers> read) {}

  /** The surest first. */
  private static final List<Form> ANYWHERE =
      List.of(
          new Form(SEASON_EPISODE, (name, match) -> chain(name, match)),
          new Form(WORDS, (name, match) -> chain(name, match)),
          new Form(CROSS, (name, match) -> chain(name, match)));

  private static final List<Form> IN_A_SERIES =
      List.of(
          new Form(YEAR_FIRST, (name, match) -> dated(name, match, 1, 3)),
          new Form(DAY_FIRST, (name, match) -> dated(name, match, 3, 1)),
          new Form(EPISODE_ONLY, (name, match) -> numbered(name, match)),
          new Form(BRACKETS, (name, match) -> absolute(name, match, match.group(1))),
          new Form(DASH, (name, match) -> absolute(name, match, match.group(1))));

  private static final List<Form> LAST_RESORT =
      List.of(
          new Form(ROMAN, (name, match) -> roman(name, match)),
          new Form(TRAILING, (_, match) -> trailing(match)),
          new Form(THREE_DIGITS, (name, match) -> threeDigits(name, match)));

  /** What the name of a file without its extension says; empty where it says nothing of it. */
  static Optional<EpisodeNumbers> of(String base, Place place) {
    Optional<EpisodeNumbers> found = first(ANYWHERE, base);
    if (found.isPresent() || place == Place.ANYWHERE) {
      return found;
    }
    found = first(IN_A_SERIES, base);
    if (found.isEmpty() && (place == Place.SEASON || leadsAlone(base))) {
      found = first(List.of(LEADS), base);
    }
    return found.isPresent() ? found : first(LAST_RESORT, base);
  }

  private static final Form LEADS =
      new Form(LEADING, (name, match) -> absolute(name, match, match.group(1)));

  /** Outside a season's folder a number may begin a title; one before a separator does not. */
  private static boolean leadsAlone(String base) {
    return base.matches("\\[?\\d{1,3}\\]?(?:$|[ ._]*-[ ._].*|\\. .*)");
  }

  private static Optional<EpisodeNumbers> first(List<Form> forms, String base) {
    for (Form form : forms) {
      Matcher matcher = form.pattern().matcher(base);
      while (matcher.find()) {
        EpisodeNumbers found = form.read().apply(base, matcher.toMatchResult());
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  private static @Nullable EpisodeNumbers chain(String name, MatchResult match) {
    if (!SeasonFolder.plausible(match.group(1))) {
      return null;
    }
    int first = Integer.parseInt(match.group(2));
    int last = first;
    int end = match.end();
    if (match.groupCount() > 2) {
      int more = lastOf(match);
      if (more > first && more - first <= MOST_IN_A_FILE) {
        last = more;
      } else if (more >= 0) {
        // The chain was no chain: what it took belongs to the title.
        end = match.end(2);
      }
    }
    return new EpisodeNumbers(
        Integer.valueOf(match.group(1)),
        first,
        last,
        null,
        before(name, match),
        name.substring(end),
        true);
  }

  private static int lastOf(MatchResult match) {
    int dashed = match.group(4) == null ? -1 : Integer.parseInt(match.group(4));
    int lettered = match.group(3) == null ? -1 : Integer.parseInt(match.group(3));
    return Math.max(dashed, lettered);
  }

  private static @Nullable EpisodeNumbers dated(String name, MatchResult match, int year, int day) {
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(match.group(year)),
              Integer.parseInt(match.group(2)),
              Integer.parseInt(match.group(day)));
      return new EpisodeNumbers(
          date.getYear(), -1, -1, date, before(name, match), name.substring(match.end()), true);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static EpisodeNumbers numbered(String name, MatchResult match) {
    int number = Integer.parseInt(match.group(1) == null ? match.group(2) : match.group(1));
    return unsure(number, before(name, match), name.substring(match.end()));
  }

  private static EpisodeNumbers absolute(String name, MatchResult match, String series) {
    return unsure(Integer.parseInt(match.group(2)), series, name.substring(match.end()));
  }

  private static @Nullable EpisodeNumbers trailing(MatchResult match) {
    int number = Integer.parseInt(match.group(2));
    return isYear(number) ? null : unsure(number, match.group(1), "");
  }

  private static @Nullable EpisodeNumbers threeDigits(String name, MatchResult match) {
    int season = Integer.parseInt(match.group(1));
    int number = Integer.parseInt(match.group(2));
    int whole = season * 100 + number;
    boolean picture = whole == 480 || whole == 576 || whole == 720 || whole == 1080;
    return picture || isYear(whole) || season == 0
        ? null
        : new EpisodeNumbers(
            season, number, number, null, before(name, match), name.substring(match.end()), false);
  }

  private static @Nullable EpisodeNumbers roman(String name, MatchResult match) {
    String digits = match.group(1);
    int number =
        Character.isDigit(digits.charAt(0)) ? Integer.parseInt(digits) : Roman.value(digits);
    return number == 0 ? null : unsure(number, before(name, match), name.substring(match.end()));
  }

  private static EpisodeNumbers unsure(int number, String before, String after) {
    return new EpisodeNumbers(null, number, number, null, before, after, false);
  }

  private static boolean isYear(int number) {
    return number >= 1900 && number < 2100;
  }

  private static String before(String name, MatchResult match) {
    return name.substring(0, match.start());
  }
}
