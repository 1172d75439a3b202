package medianest.benchmarks.library;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Something that the page asks.
 *
 * @param path of the request, which is another for each number where no answer is to be kept
 */
record Question(String name, IntFunction<String> path) {

  private static final String SHELF = "/api/v1/media?view=shelf&limit=50&sort=";

  /** All of them, for a library of so many items. */
  static List<Question> all(int items) {
    return List.of(
        new Question("home page", n -> "/api/v1/home"),
        new Question("shelf, first 50, always the same", n -> SHELF + "title"),
        new Question("shelf, 50 from anywhere", n -> SHELF + "title&offset=" + place(n, items / 2)),
        new Question("newest 50 from anywhere", n -> SHELF + "added&offset=" + place(n, items / 2)),
        new Question(
            "not seen yet, 50 of them",
            n -> SHELF + "year&unwatched=true&offset=" + place(n, items / 4)),
        new Question("letters of the shelf", n -> "/api/v1/media/letters?view=shelf"),
        new Question("search of two words", n -> search(words(n * 7919))),
        new Question("the same with a typing error", n -> search(slip(words(n * 104_729)))));
  }

  private static int place(int n, int size) {
    return Math.floorMod(n * 7919, Math.max(1, size));
  }

  private static String search(String words) {
    return "/api/v1/media?view=all&limit=30&sort=relevance&query=" + words.replace(" ", "%20");
  }

  /** The quality and the thing of a title. */
  private static String words(int number) {
    String[] title = Titles.of(Math.floorMod(number, 1_000_000)).split(" ", -1);
    return title[1] + " " + title[2];
  }

  /** Without a letter in the middle of the first word. */
  private static String slip(String words) {
    int at = Math.max(1, words.indexOf(' ') / 2);
    return words.substring(0, at) + words.substring(at + 1);
  }
}
