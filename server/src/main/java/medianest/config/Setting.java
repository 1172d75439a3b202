package medianest.config;

import java.util.Arrays;
import java.util.List;

/**
 * What somebody wrote for one key, and where.
 *
 * @param origin {@code medianest.yml line 3}, {@code MEDIANEST_HTTP_PORT}, {@code --port}
 */
record Setting(String origin, Value value) {

  /** As written, before anything is made of it. */
  sealed interface Value {

    /**
     * The one word or sentence.
     *
     * @throws IllegalArgumentException for a list
     */
    String text();

    /** The entries of the list; in the environment and on the command line commas part them. */
    List<String> items();

    /** One word or sentence; empty where the key stands there without a value. */
    record Text(String text) implements Value {
      @Override
      public List<String> items() {
        return text.isBlank()
            ? List.of()
            : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
      }
    }

    /** A list. */
    record Items(List<String> items) implements Value {
      public Items {
        items = List.copyOf(items);
      }

      @Override
      public String text() {
        throw new IllegalArgumentException("a single value, not a list");
      }
    }
  }
}
