package medianest.library;

import java.util.Locale;
import java.util.Optional;

/** The orders of a list, each of which an index of the table has. */
enum ItemSort {
  TITLE("item.sort_key", "text", true),
  ADDED("item.added_at", "timestamptz", false),
  DURATION("coalesce(item.duration_us, -1)", "bigint", false),
  SIZE("item.size_bytes", "bigint", false),
  YEAR("coalesce(item.year, 0)", "int", false),
  RATING("coalesce(item.rating, -1)", "real", false),
  /** The best match of the words first, as {@link SearchStore} ranks what it finds. */
  RELEVANCE("item.position", "text", true);

  private final String expression;
  private final String type;
  private final boolean rising;

  ItemSort(String expression, String type, boolean rising) {
    this.expression = expression;
    this.type = type;
    this.rising = rising;
  }

  static Optional<ItemSort> of(String word) {
    return Words.find(values(), sort -> sort.name().toLowerCase(Locale.ROOT), word);
  }

  /** The value that an item is sorted by, as a column of text. */
  String position() {
    return expression + "::text";
  }

  String order() {
    return ordered(expression, "item.id");
  }

  /** The same order of something that holds the value and the id under other names. */
  String ordered(String value, String id) {
    String direction = rising ? "" : " DESC";
    return value + direction + ", " + id + direction;
  }

  /** What an item is sorted by. */
  String expression() {
    return expression;
  }

  /** As PostgreSQL calls it. */
  String type() {
    return type;
  }

  /** What lies after the item with {@code :position} and {@code :after}. */
  String later() {
    return "("
        + expression
        + ", item.id) "
        + (rising ? ">" : "<")
        + " (CAST(:position AS "
        + type
        + "), CAST(:after AS uuid))";
  }
}
