package medianest.library;

import org.jspecify.annotations.Nullable;

/**
 * Which items to list.
 *
 * @param cursor where the last part ended; null for the first part
 * @param offset how many to pass over, without a cursor: the way far into a list
 */
record ItemQuery(ItemFilter filter, ItemSort sort, int limit, @Nullable Cursor cursor, int offset) {

  /** The newest that stand on the shelf. */
  static ItemQuery latest(int limit) {
    ItemFilter shelf =
        new ItemFilter(
            null, null, ItemFilter.View.SHELF, "", ItemFilter.Traits.ANY, ItemFilter.People.ANY);
    return new ItemQuery(shelf, ItemSort.ADDED, limit, null, 0);
  }

  ItemQuery with(ItemFilter other) {
    return new ItemQuery(other, sort, limit, cursor, offset);
  }

  String words() {
    return filter.words();
  }
}
