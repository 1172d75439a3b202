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
  /** The best match of the words first: what is called so, what begins so, then the rest. */
  RELEVANCE(
      "(CASE WHEN item.search_text = :words THEN 3 WHEN starts_with(item.search_text, :words) THEN 2"
          + " ELSE 0 END + ts_rank(item.search_words, to_tsquery('simple', :prefixes)))",
      "double precision",
      false);

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
    String direction = rising ? "" : " DESC";
    return expression + direction + ", item.id" + direction;
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
