package medianest.identify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the files of one episode in a folder apart: the one that says nothing of itself is the
 * episode, or else the sharpest, or else the first; the others are its versions.
 */
final class EpisodeVersions {

  private static final Pattern LINES = Pattern.compile("(?i)(?<!\\d)(\\d{3,4})[pi](?![\\p{L}\\d])");

  private EpisodeVersions() {}

  private record Version(int at, String title, String label, int lines) {}

  /**
   * The files of a folder with their roles.
   *
   * @param numbers what the name of each came to, in the same order
   */
  static List<Named> told(List<Named> files, List<Optional<EpisodeNumbers>> numbers) {
    Map<String, List<Version>> groups = new LinkedHashMap<>();
    for (int at = 0; at < files.size(); at++) {
      if (files.get(at).place() != null) {
        groups
            .computeIfAbsent(files.get(at).group(), group -> new ArrayList<>())
            .add(version(at, numbers.get(at).map(EpisodeNumbers::after).orElse("")));
      }
    }
    List<Named> told = new ArrayList<>(files);
    for (List<Version> versions : groups.values()) {
      if (versions.size() > 1) {
        tell(versions, told);
      }
    }
    return told;
  }

  private static void tell(List<Version> versions, List<Named> told) {
    boolean alike = versions.stream().map(Version::title).distinct().count() == 1;
    Comparator<Version> order =
        Comparator.comparing((Version each) -> !(alike ? each.label : each.title).isEmpty())
            .thenComparingInt(each -> -each.lines)
            .thenComparingInt(Version::at);
    versions.sort(order);
    for (Version each : versions.subList(1, versions.size())) {
      String label = alike || each.title.isEmpty() ? each.label : each.title;
      told.set(each.at, told.get(each.at).as(new Role.Version(label)));
    }
  }

  private static Version version(int at, String after) {
    String title = FileTitle.phrase(after);
    Matcher found = LINES.matcher(after);
    if (found.find()) {
      String lines = found.group().toLowerCase(Locale.ROOT);
      return new Version(at, title, lines, Integer.parseInt(found.group(1)));
    }
    String rest = after.replace('_', ' ').replaceAll("[\\[\\](){}]", " ").strip();
    String label = rest.startsWith(title) ? rest.substring(title.length()) : rest;
    return new Version(at, title, label.replaceAll("^[-. ]+|[-. ]+$", ""), 0);
  }
}
