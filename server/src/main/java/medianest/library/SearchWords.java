package medianest.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of a search, by how each is found: some by an index, the rest in what those find. Most
 * titles have a word such as "of", so its entry in an index is as long as the library, and knowing
 * it narrows a search by little.
 *
 * @param all as they were typed
 * @param beginning words of titles that begin so are looked up
 * @param whole likewise, as they are: a short word that another follows is finished
 * @param within what the rest asks of a title with a space before and behind it: patterns of LIKE,
 *     safe since words are letters and digits
 */
record SearchWords(
    List<String> all, List<String> beginning, List<String> whole, List<String> within) {

  /** Articles, prepositions and numbers are seldom longer. */
  private static final int SHORT = 3;

  /**
   * Folded, of the languages that most titles are in. Not those of one letter beside the English
   * one: what others find would be read to its end where none of it has that letter.
   */
  private static final Set<String> COMMON =
      Set.of(
          "a", "an", "and", "at", "by", "for", "in", "it", "my", "of", "on", "the", "to", // English
          "das", "dem", "den", "der", "des", "die", "ein", "im", "und", "von", "zu", // German
          "au", "de", "du", "en", "et", "la", "le", "les", "un", "une", // French
          "del", "el", "los", "las", // Spanish
          "da", "di", "do", "dos", "il", "lo", "os", // Italian, Portuguese
          "een", "het", "van"); // Dutch

  SearchWords {
    all = List.copyOf(all);
    beginning = List.copyOf(beginning);
    whole = List.copyOf(whole);
    within = List.copyOf(within);
  }

  /**
   * Sorts them.
   *
   * @param typed at least one, of which only the last may be unfinished
   */
  static SearchWords of(List<String> typed) {
    String last = typed.getLast();
    List<String> others = typed.subList(0, typed.size() - 1);
    List<String> beginning = new ArrayList<>();
    List<String> whole = new ArrayList<>();
    List<String> within = new ArrayList<>();
    others.stream().filter(each -> each.length() > SHORT).forEach(beginning::add);
    if (beginning.isEmpty() || !saysLittle(last)) {
      beginning.add(last);
    } else {
      within.add("% " + last + "%");
    }
    for (String each : others) {
      if (COMMON.contains(each)) {
        within.add("% " + each + " %");
      } else if (each.length() <= SHORT) {
        whole.add(each);
      }
    }
    return new SearchWords(typed, beginning, whole, within);
  }

  private static boolean saysLittle(String last) {
    return last.length() < WordStore.SHORTEST || COMMON.contains(last);
  }

  /** Those that are looked up, as they stand in {@link #all}. */
  List<String> lookedUp() {
    return all.stream().filter(each -> beginning.contains(each) || whole.contains(each)).toList();
  }

  /** {@link #within}, where words that another follows may be unfinished as well. */
  List<String> withinUnfinished() {
    return within.stream()
        .map(each -> each.endsWith(" %") ? each.substring(0, each.length() - 2) + "%" : each)
        .toList();
  }

  /** What people and plots are asked for, whose words are not known. */
  String plots() {
    boolean unfinished = all.size() == 1 || all.getLast().length() >= SHORT;
    return String.join(" & ", all) + (unfinished ? ":*" : "");
  }
}
