package medianest.library;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of tests. */
final class ItemQueries {

  private ItemQueries() {}

  static ItemQuery all() {
    return of(null);
  }

  static ItemQuery of(@Nullable UUID library) {
    return new ItemQuery(library, null, "", ItemSort.TITLE, 200, null);
  }

  static ItemQuery search(String words) {
    return new ItemQuery(null, null, Folding.words(words), ItemSort.TITLE, 200, null);
  }
}
