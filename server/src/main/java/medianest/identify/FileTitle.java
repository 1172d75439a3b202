package medianest.identify;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file says of the film in it, by the conventions that people follow: the title,
 * then the year, then what is known of the release, which is thrown away.
 *
 * @param year null where the name has none
 */
public record FileTitle(String title, @Nullable Integer year) {

  private static final String START = "(?i)(?<=[ ._\\-()\\[\\]{},+])";
  private static final String END = "(?=[ ._\\-()\\[\\]{},+]|$)";

  private static final Pattern LEADING_GROUP =
      Pattern.compile("^\\[[^\\]]*\\][ ._-]*(?=[^\\[ ._-])");
  private static final Pattern TRAILING_GROUP = Pattern.compile("[ ._-]*\\[[^\\]]*\\]\\s*$");

  private static final Pattern WHOLLY_IN_BRACKETS = Pattern.compile("^\\(([^()]*)\\)$");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final String CLOSED_START = " ._-,+)]}";
  private static final String OPEN_END = " _-,+([{";

  /** Words that stand for nothing but a release. */
  private static final Pattern RELEASE =
      Pattern.compile(
          START
              + "(?:480[pi]|540p|576[pi]|720p|1080[pi]|1440p|2160p|4320p|4k|8k|uhd"
              + "|blu-?ray|bd-?rip|br-?rip|web-?dl|web-?rip|hdtv|pdtv|dvd-?rip|dvd-?scr|hd-?rip"
              + "|hdcam|telesync|telecine|screener"
              + "|[xh][. ]?26[45]|hevc|xvid|divx|av1|10bit|8bit|hdr10?|dolby[. ]?vision"
              + "|aac|ac-?3|e-?ac-?3|dts|dts-?hd|truehd|atmos|ddp?[. ]?5[. ]?1|ddp|flac"
              + "|3d[ ._-]?(?:h|f|half|full)?[ ._-]?(?:sbs|tab|ou)|3d[ ._-]?mvc"
              + "|remux|repack|rerip|proper|cd[1-9])"
              + END);

  /** Words that are a release's only right before such a one, and else may belong to a title. */
  private static final Set<String> MAYBE_RELEASE =
      Set.of(
          "web",
          "cam",
          "ts",
          "tc",
          "dvd",
          "multi",
          "subs",
          "retail",
          "limited",
          "internal",
          "extended",
          "unrated",
          "uncut",
          "3d",
          "sbs",
          "hsbs",
          "fsbs",
          "tab",
          "htab",
          "ftab",
          "mvc",
          "imax",
          "dubbed",
          "subbed");

  private static final Pattern LAST_WORD =
      Pattern.compile("[ ._\\-()\\[\\]{},+]+([\\p{L}\\p{Nd}]+)[ ._\\-()\\[\\]{},+]*$");

  private static final Pattern YEAR =
      Pattern.compile(
          "(?<=[ ._\\-(\\[{])(?<!(?<!\\d)\\d{1,2}[.\\-_ ]\\d{1,2}[.\\-_ ])((?:19|20)\\d{2})(?=["
              + " ._\\-)\\]}]|$)(?![.\\-_ ]\\d{1,2}[.\\-_ ]\\d{1,2}(?!\\d))");

  private static final Pattern ACRONYM =
      Pattern.compile("(?<![\\p{L}\\p{Nd}])(?:\\p{L}\\.){2,}(?:\\p{L}(?![\\p{L}\\p{Nd}]))?");

  /** The title and the year that a file's name gives, with or without its extension. */
  public static FileTitle of(String fileName) {
    String name = ProviderIds.strip(Folder.base(fileName));
    String kept = LEADING_GROUP.matcher(name).replaceFirst("");
    int release = releaseStart(kept);
    MatchResult year = lastYear(kept, release);
    int end = year == null ? release : Math.min(year.start(), release);
    String title = clean(kept.substring(0, end));
    if (title.isEmpty()) {
      return new FileTitle(name.isEmpty() ? fileName : name, null);
    }
    return new FileTitle(title, year == null ? null : Integer.valueOf(year.group(1)));
  }

  /** What a part of a name says without what is known of the release; empty for nothing. */
  static String phrase(String part) {
    String from = "-" + part;
    return WHOLLY_IN_BRACKETS
        .matcher(clean(from.substring(1, Math.max(1, releaseStart(from)))))
        .replaceFirst("$1");
  }

  /** Where the release begins: never with the first word. */
  private static int releaseStart(String name) {
    Matcher release = RELEASE.matcher(name);
    if (!release.find()) {
      return name.length();
    }
    String before = name.substring(0, release.start());
    Matcher last = LAST_WORD.matcher(before);
    while (last.find() && MAYBE_RELEASE.contains(last.group(1).toLowerCase(Locale.ROOT))) {
      before = before.substring(0, last.start(1));
      last = LAST_WORD.matcher(before);
    }
    return before.length();
  }

  /** The last year before the release; a year in brackets may come after it. */
  private static @Nullable MatchResult lastYear(String name, int release) {
    MatchResult last = null;
    Matcher year = YEAR.matcher(name);
    while (year.find()) {
      boolean bracketed = "([{".indexOf(name.charAt(year.start() - 1)) >= 0;
      if ((year.start() < release || bracketed)
          && !clean(name.substring(0, Math.min(year.start(), release))).isEmpty()) {
        last = year.toMatchResult();
      }
    }
    return last;
  }

  private static String clean(String raw) {
    String title = raw;
    for (String before = ""; !before.equals(title); ) {
      before = title;
      title = withoutEnd(title, OPEN_END);
      if (title.stripTrailing().endsWith("]")) {
        title = TRAILING_GROUP.matcher(title).replaceFirst("");
      }
    }
    title = title.replace('_', ' ');
    if (!title.strip().contains(" ")) {
      title = spaced(title);
    }
    return trimmed(SPACE.matcher(title).replaceAll(" "));
  }

  /** Dots to spaces, but for those of an acronym. */
  private static String spaced(String title) {
    StringBuilder spaced = new StringBuilder();
    Matcher acronym = ACRONYM.matcher(title);
    int from = 0;
    while (acronym.find()) {
      spaced.append(title.substring(from, acronym.start()).replace('.', ' '));
      spaced.append(acronym.group()).append(' ');
      from = acronym.end();
    }
    return spaced.append(title.substring(from).replace('.', ' ')).toString();
  }

  /** Without separators and open brackets at the ends, but with the dot of an acronym. */
  private static String trimmed(String title) {
    int start = 0;
    while (start < title.length() && CLOSED_START.indexOf(title.charAt(start)) >= 0) {
      start++;
    }
    String end = withoutEnd(title.substring(start), OPEN_END);
    return !end.endsWith(".") || ACRONYM.matcher(end).find() ? end : withoutEnd(end, ".");
  }

  private static String withoutEnd(String text, String signs) {
    int end = text.length();
    while (end > 0 && signs.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }
}
