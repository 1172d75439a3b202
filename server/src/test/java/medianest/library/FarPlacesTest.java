package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import medianest.db.ManyItems;
import medianest.db.TestPostgres;
import medianest.library.ItemFilter.People;
import medianest.library.ItemFilter.Traits;
import medianest.library.ItemFilter.View;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A place that is jumped to by its number holds what lies there for who goes on page by page. */
class FarPlacesTest {

  private static final int LIMIT = 20;
  private static final Database DATABASE = filled();
  private static final UUID ACCOUNT = UUID.fromString(ManyItems.ACCOUNT);

  private final ItemStore store = new ItemStore(DATABASE);

  private static Database filled() {
    Database database = TestPostgres.open();
    database.run(handle -> {
      for (String statement : ManyItems.statements()) {
        handle.execute("/* test.fill */ " + statement);
      }
      return null;
    });
    return database;
  }

  @AfterAll
  static void stop() {
    DATABASE.close();
  }

  @ParameterizedTest
  @EnumSource(value = ItemSort.class, names = "RELEVANCE", mode = EnumSource.Mode.EXCLUDE)
  void everyOrderHasItsPlaces(ItemSort sort) {
    assertPlaces(sort, People.ANY, 4_000);
  }

  /** Of the films a third has been watched. */
  @ParameterizedTest
  @EnumSource(value = ItemSort.class, names = "RELEVANCE", mode = EnumSource.Mode.EXCLUDE)
  void whatWasWatchedIsLeftOut(ItemSort sort) {
    assertPlaces(sort, new People(ACCOUNT, true, false, false), 2_600);
  }

  private void assertPlaces(ItemSort sort, People people, int least) {
    List<ItemId> all = inOrder(sort, people);
    assertThat(all).hasSizeGreaterThan(least);
    for (int offset :
        List.of(1, 1_999, 2_000, 2_001, 2_500, all.size() - 1, all.size(), all.size() + 5_000)) {
      ItemPage page = store.page(query(sort, people, LIMIT, null, offset));
      int from = Math.min(offset, all.size());
      assertThat(page.items())
          .as(sort + " from " + offset)
          .extracting(Item::id)
          .containsExactlyElementsOf(all.subList(from, Math.min(from + LIMIT, all.size())));
      assertThat(page.total()).isEqualTo(all.size());
    }
  }

  private List<ItemId> inOrder(ItemSort sort, People people) {
    List<ItemId> all = new ArrayList<>();
    ItemPage page = store.page(query(sort, people, 500, null, 0));
    all.addAll(page.items().stream().map(Item::id).toList());
    while (page.next() != null) {
      page = store.page(query(sort, people, 500, Cursor.parse(page.next()), 0));
      all.addAll(page.items().stream().map(Item::id).toList());
    }
    return all;
  }

  /** Fewer anchors than there could be, as where many items came since, lead there as well. */
  @Test
  void theLastAnchorLeadsOn() {
    AnchorStore anchors = new AnchorStore(DATABASE);
    ItemStore early =
        new ItemStore(DATABASE, (filter, sort) -> anchors.all(filter, sort).subList(0, 1));
    ItemQuery far = query(ItemSort.TITLE, People.ANY, LIMIT, null, 3_210);
    assertThat(early.page(far)).isEqualTo(store.page(far));
    assertThat(early.page(far).items()).hasSize(LIMIT);
  }

  private static ItemQuery query(
      ItemSort sort, People people, int limit, @Nullable Cursor cursor, int offset) {
    ItemFilter filter = new ItemFilter(null, null, View.SHELF, "", Traits.ANY, people);
    return new ItemQuery(filter, sort, limit, cursor, offset);
  }
}
