package medianest.identify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds films that were cut into several files: {@code Film cd1}, {@code Film cd2}. */
final class Parts {

  private static final Pattern PART =
      Pattern.compile(
          "(?i)^(.*?)(?:[ ._-]+|(?<=[)\\]}]))[(\\[]?(cd|dvd|part|pt|disc|disk)[ ._-]*(\\d{1,2}|[a-d])[)\\]]?$");

  private Parts() {}

  /**
   * A part.
   *
   * @param at which of the names it is
   */
  record Part(int at, int number) {}

  /** A film in parts, in their order. */
  record Stack(String base, List<Part> parts) {}

  private record Key(String base, String word, boolean letters) {}

  /** The films in parts among the names; what belongs to none is in none. */
  static Collection<Stack> of(List<String> bases) {
    if (bases.size() < 2) {
      return List.of();
    }
    Map<Key, List<Part>> stacks = new HashMap<>();
    Map<Key, String> names = new HashMap<>();
    for (int at = 0; at < bases.size(); at++) {
      Matcher part = PART.matcher(bases.get(at));
      if (part.matches() && !part.group(1).isBlank()) {
        String number = part.group(3).toLowerCase(Locale.ROOT);
        boolean letter = !Character.isDigit(number.charAt(0));
        Key key =
            new Key(
                part.group(1).toLowerCase(Locale.ROOT),
                part.group(2).toLowerCase(Locale.ROOT),
                letter);
        names.putIfAbsent(key, part.group(1));
        stacks
            .computeIfAbsent(key, each -> new ArrayList<>())
            .add(new Part(at, letter ? number.charAt(0) - 'a' + 1 : Integer.parseInt(number)));
      }
    }
    List<Stack> found = new ArrayList<>();
    stacks.forEach((key, parts) -> {
      if (parts.size() > 1 && different(parts)) {
        parts.sort(Comparator.comparingInt(Part::number));
        found.add(new Stack(String.valueOf(names.get(key)), List.copyOf(parts)));
      }
    });
    found.sort(Comparator.comparing(Stack::base));
    return found;
  }

  private static boolean different(List<Part> parts) {
    Set<Integer> numbers = new HashSet<>();
    return parts.stream().allMatch(part -> numbers.add(part.number()));
  }
}
