package medianest.loadtest.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of a plan, in the form that is prepared once: {@code {int 100}} stands for a number
 * from 1 to 100, {@code {word}} for a word of few, so that searches find something.
 */
record Template(String sql, List<Integer> numbersUpTo) {

  private static final Pattern PLACE = Pattern.compile("\\{(?:int (\\d{1,9})|word)}");

  /** In place of a bound: a word. */
  private static final int WORD = 0;

  private static final List<String> WORDS =
      List.of(
          "harbour",
          "winter",
          "garden",
          "river",
          "mountain",
          "lantern",
          "orchard",
          "station",
          "meadow",
          "signal",
          "island",
          "copper",
          "thunder",
          "velvet",
          "ribbon",
          "anchor");

  Template {
    numbersUpTo = List.copyOf(numbersUpTo);
  }

  static Template of(String text) {
    List<Integer> bounds = new ArrayList<>();
    Matcher places = PLACE.matcher(text);
    StringBuilder sql = new StringBuilder();
    while (places.find()) {
      bounds.add(places.group(1) == null ? WORD : Integer.valueOf(places.group(1)));
      places.appendReplacement(sql, "?");
    }
    return new Template(places.appendTail(sql).toString(), bounds);
  }

  /** A value for each placeholder: an integer or a word. */
  List<Object> values(SplittableRandom random) {
    List<Object> values = new ArrayList<>();
    for (int bound : numbersUpTo) {
      values.add(
          bound == WORD ? WORDS.get(random.nextInt(WORDS.size())) : 1 + random.nextInt(bound));
    }
    return values;
  }
}
