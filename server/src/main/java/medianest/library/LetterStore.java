package medianest.library;

import java.util.ArrayList;
import java.util.List;
import medianest.db.Database;

/** Finds where the letters begin in a list that is sorted by title. */
final class LetterStore {

  /** What stands before all letters: titles that begin with a number or a sign. */
  static final String SIGNS = "#";

  /**
   * Scripts of thousands of signs (U+2E80 on: Chinese, Japanese, Korean) share one entry. Keys are
   * compared by bytes, which in UTF-8 is the order of code points.
   */
  private static final String INITIAL =
      "CASE WHEN item.sort_key < 'a' THEN '"
          + SIGNS
          + "' WHEN item.sort_key >= '\u2E80' THEN '\u2026' ELSE left(item.sort_key, 1) END";

  private final Database database;
  private final ThroughStore through;

  LetterStore(Database database) {
    this.database = database;
    this.through = new ThroughStore(database);
  }

  /**
   * A letter.
   *
   * @param key the least sort key that begins so
   * @param index how many items come before
   */
  record Letter(String letter, String key, long index) {}

  /** The letters of a list in its order, and how many items there are. */
  record Letters(List<Letter> letters, long total) {}

  private record Found(String letter, String key, long items) {}

  Letters letters(ItemFilter asked) {
    ItemFilter filter = through.known(asked);
    String sql =
        "/* item.letters */ SELECT "
            + INITIAL
            + " AS letter, min(item.sort_key) AS key, count(*) AS items FROM item"
            + FilterStore.conditions(filter)
            + " GROUP BY 1 ORDER BY 2";
    List<Found> found =
        database.run(handle ->
            FilterStore.bind(handle.createQuery(sql), filter)
                .map((row, context) ->
                    new Found(row.getString("letter"), row.getString("key"), row.getLong("items")))
                .list());
    List<Letter> letters = new ArrayList<>();
    long index = 0;
    for (Found each : found) {
      letters.add(new Letter(each.letter(), each.key(), index));
      index += each.items();
    }
    return new Letters(letters, index);
  }
}
