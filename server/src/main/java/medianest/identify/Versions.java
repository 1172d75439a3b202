package medianest.identify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the versions of one film in a folder: every name begins with the folder's, and says after a
 * separator what tells it from the others. One that does not fit, and all are films of their own.
 */
final class Versions {

  private static final Pattern LINES = Pattern.compile("(?i)(\\d{3,4})[pi]");

  private Versions() {}

  /**
   * A version.
   *
   * @param at which of the names it is
   * @param label empty for the one that is called exactly as the folder
   */
  record Version(int at, String label) {}

  /** The versions, the first to be played by default; empty where they are none. */
  static Optional<List<Version>> of(String folder, List<String> bases) {
    if (folder.length() < 2 || bases.size() < 2) {
      return Optional.empty();
    }
    FileTitle film = FileTitle.of(folder + ".x");
    List<Version> versions = new ArrayList<>();
    for (int at = 0; at < bases.size(); at++) {
      String label = label(folder, film, bases.get(at));
      if (label == null) {
        return Optional.empty();
      }
      versions.add(new Version(at, label));
    }
    versions.sort(ORDER);
    return Optional.of(versions);
  }

  /** What follows the folder's name; null where the name is another. */
  private static @Nullable String label(String folder, FileTitle film, String base) {
    if (!base.regionMatches(true, 0, folder, 0, folder.length())) {
      return null;
    }
    String rest = base.substring(folder.length()).strip();
    Integer year = FileTitle.of(base + ".x").year();
    if (year != null && film.year() != null && !year.equals(film.year())) {
      return null;
    }
    if (rest.isEmpty()) {
      return "";
    }
    if ("-_.[".indexOf(rest.charAt(0)) < 0) {
      return null;
    }
    return rest.replaceAll("^[-_. ]+|[-_. ]+$", "").replaceAll("^\\[(.*)]$", "$1");
  }

  /** The film itself, then the sharpest, then the others by name. */
  private static final Comparator<Version> ORDER =
      Comparator.comparing((Version each) -> !each.label().isEmpty())
          .thenComparingInt(each -> -lines(each.label()))
          .thenComparing(each -> each.label().toLowerCase(Locale.ROOT));

  private static int lines(String label) {
    Matcher lines = LINES.matcher(label);
    return lines.find() ? Integer.parseInt(lines.group(1)) : 0;
  }
}
