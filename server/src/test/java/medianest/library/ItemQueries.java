package medianest.library;

import java.util.UUID;
import medianest.identify.Folding;
import org.jspecify.annotations.Nullable;

/** Queries of tests. */
final class ItemQueries {

  private ItemQueries() {}

  static ItemQuery all() {
    return of(null);
  }

  static ItemQuery of(@Nullable UUID library) {
    return of(library, ItemFilter.View.FILES, "");
  }

  static ItemQuery shelf(UUID library) {
    return of(library, ItemFilter.View.SHELF, "");
  }

  static ItemQuery search(String words) {
    return of(null, ItemFilter.View.FILES, Folding.words(words));
  }

  private static ItemQuery of(@Nullable UUID library, ItemFilter.View view, String words) {
    return new ItemQuery(
        new ItemFilter(library, null, view, words, ItemFilter.Traits.ANY, ItemFilter.People.ANY),
        ItemSort.TITLE,
        200,
        null,
        0);
  }
}
