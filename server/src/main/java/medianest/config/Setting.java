package medianest.config;

import java.util.List;

/**
 * What somebody wrote for one key, and where.
 *
 * @param origin {@code medianest.yml line 3}, {@code MEDIANEST_HTTP_PORT}, {@code --port}
 */
record Setting(String origin, Value value) {

  /** As written, before anything is made of it. */
  sealed interface Value {
    /** One word or sentence; empty where the key stands there without a value. */
    record Text(String text) implements Value {}

    record Items(List<String> items) implements Value {
      public Items {
        items = List.copyOf(items);
      }
    }
  }
}
