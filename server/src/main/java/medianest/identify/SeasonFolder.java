package medianest.identify;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the number of a season from the name of a folder, in the languages that people write. */
final class SeasonFolder {

  private static final String WORD =
      "(?:seasons?|series|saison|staffel|stagione|temporada|s[æä]son|säsong|seizoen|kausi"
          + "|sezona|sezonul|sezon|sezóna|série|séria|serie|seria|сезон|시즌|シーズン)";

  private static final String END = "(?=$|[ ._\\-\\[(])";

  private static final Pattern WORD_FIRST = Pattern.compile(WORD + "[ ._\\-]*0*(\\d{1,4})" + END);

  private static final Pattern NUMBER_FIRST =
      Pattern.compile("^0*(\\d{1,4})(?:st|nd|rd|th|\\.|ª|º|e|ère|-[ея])?[ ._\\-]*" + WORD + END);

  private static final Pattern TOKEN =
      Pattern.compile("(?<![\\p{L}\\d])s0*(\\d{1,4})(?![\\p{L}\\d]|[ ._\\-]*e\\d)");

  private static final Pattern NUMBER = Pattern.compile("0*(\\d{1,4})");

  private static final Pattern EPISODE =
      Pattern.compile("s\\d{1,4}[ ._\\-]*e\\d|episode[ ._\\-]*\\d");

  private static final Set<String> SPECIALS = Set.of("specials", "special", "extras");

  private SeasonFolder() {}

  /**
   * The number of the season, 0 for specials; empty where the folder is no season's.
   *
   * @param above the name of the folder above, which may be repeated in the folder's own
   * @param inSeries whether the folder above is a series for certain, so that a number is enough
   */
  static OptionalInt number(String name, String above, boolean inSeries) {
    String small = name.toLowerCase(Locale.ROOT).strip();
    String parent = above.toLowerCase(Locale.ROOT).strip();
    if (!parent.isEmpty() && small.startsWith(parent) && small.length() > parent.length()) {
      small = small.substring(parent.length()).replaceFirst("^[ ._\\-]+", "");
    }
    if (SPECIALS.contains(small)) {
      return OptionalInt.of(0);
    }
    if (EPISODE.matcher(small).find()) {
      return OptionalInt.empty();
    }
    for (Pattern pattern : new Pattern[] {WORD_FIRST, NUMBER_FIRST, TOKEN}) {
      Matcher matcher = pattern.matcher(small);
      if (matcher.find() && plausible(matcher.group(1))) {
        return OptionalInt.of(Integer.parseInt(matcher.group(1)));
      }
    }
    Matcher number = NUMBER.matcher(small);
    return inSeries && number.matches() && plausible(number.group(1))
        ? OptionalInt.of(Integer.parseInt(number.group(1)))
        : OptionalInt.empty();
  }

  /** A season is a small number or a year; what lies between is the height of a picture. */
  static boolean plausible(String digits) {
    int number = Integer.parseInt(digits);
    return number < 200 || (number > 1927 && number <= 2500);
  }
}
