package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import medianest.db.ManyItems;
import medianest.db.PlanLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which indexes the lists and searches of the page use, by PostgreSQL's own plans. */
class PlansTest {

  private static final List<String> LARGE =
      List.of(
          "item",
          "watch",
          "mark",
          "search_word",
          "search_title",
          "collection_item",
          "playlist_item");

  private static @Nullable PlanLog opened;

  @BeforeAll
  static void start() throws SQLException {
    PlanLog log = PlanLog.open();
    opened = log;
    log.prepare(ManyItems.statements());
  }

  @AfterAll
  static void stop() {
    log().close();
  }

  @ParameterizedTest
  @CsvSource({
    "TITLE, SHELF, shelf_by_title",
    "ADDED, SHELF, shelf_by_added",
    "YEAR, SHELF, shelf_by_year",
    "RATING, SHELF, shelf_by_rating",
    "DURATION, SHELF, shelf_by_duration",
    "SIZE, SHELF, shelf_by_size",
    "TITLE, FILES, item_by_title",
    "ADDED, FILES, item_by_added",
    "DURATION, FILES, item_by_duration",
    "SIZE, FILES, item_by_size",
  })
  void everyOrderHasItsIndex(ItemSort sort, ItemFilter.View view, String index) throws Exception {
    ItemStore store = new ItemStore(log().database());
    ItemQuery first = query(filter(null, view, ""), sort, null, 0);
    assertThat(scans(() -> store.page(first))).contains("item.page: Index Scan " + index);
    Cursor cursor = Cursor.parse(String.valueOf(store.page(first).next()));
    ItemQuery next = query(first.filter(), sort, cursor, 0);
    assertThat(scans(() -> store.page(next))).contains("item.page: Index Scan " + index);
  }

  @Test
  void aLibraryHasItsOwn() throws Exception {
    ItemStore store = new ItemStore(log().database());
    ItemFilter library = filter(UUID.fromString(ManyItems.LIBRARY), ItemFilter.View.SHELF, "");
    assertThat(scans(() -> store.page(query(library, ItemSort.TITLE, null, 0))))
        .contains("item.page: Index Scan shelf_of_library_by_title");
    assertThat(scans(() -> store.page(query(library, ItemSort.ADDED, null, 0))))
        .contains("item.page: Index Scan shelf_of_library_by_added");
    assertThat(scans(() -> store.page(query(library, ItemSort.TITLE, null, 3000))))
        .contains("item.far_page: Index Only Scan shelf_of_library_by_title");
    assertThat(scans(() -> new LetterStore(log().database()).letters(library)))
        .contains("item.letters: Index Only Scan shelf_of_library_by_title");
  }

  @Test
  void searchesGoByTheirIndexes() throws Exception {
    ItemStore store = new ItemStore(log().database());
    ItemFilter words = filter(null, ItemFilter.View.ALL, "w4711");
    assertThat(scans(() -> store.page(query(words, ItemSort.RELEVANCE, null, 0))))
        .contains("item.search: Bitmap Index Scan search_title_words");
    ItemFilter wrong = filter(null, ItemFilter.View.ALL, "episodee");
    assertThat(scans(() -> store.page(query(wrong, ItemSort.RELEVANCE, null, 0))))
        .contains("search_word.similar: Bitmap Index Scan search_word_trigrams");
  }

  @Test
  void peopleAndCollectionsHaveTheirs() throws Exception {
    ItemStore store = new ItemStore(log().database());
    ItemFilter.Traits person =
        new ItemFilter.Traits(null, "Person 7", null, null, null, null, null, null, null);
    ItemFilter.Traits collection =
        new ItemFilter.Traits(null, null, "Set 10", null, null, null, null, null, null);
    assertThat(scans(() -> store.page(query(of(person), ItemSort.YEAR, null, 0))))
        .contains("item.page: Bitmap Index Scan item_of_people");
    assertThat(scans(() -> store.page(query(of(collection), ItemSort.TITLE, null, 0))))
        .anyMatch(each -> each.endsWith("item_of_collection"));
    CollectionStore collections = new CollectionStore(log().database());
    assertThat(scans(() -> collections.page("", new UUID(0, 0), 50, null)))
        .anyMatch(each -> each.endsWith("item_of_collection"));
  }

  @Test
  void whatBelongsToAnItemIsFoundByIt() throws Exception {
    Database database = log().database();
    ItemStore store = new ItemStore(database);
    DetailStore details = new DetailStore(database);
    UUID account = UUID.fromString(ManyItems.ACCOUNT);
    UUID library = UUID.fromString(ManyItems.LIBRARY);
    ItemFilter shelf = filter(UUID.fromString(ManyItems.OTHER), ItemFilter.View.SHELF, "");
    ItemId series = store.page(query(shelf, ItemSort.TITLE, null, 0)).items().getFirst().id();
    ItemFilter films = filter(library, ItemFilter.View.SHELF, "");
    List<ItemId> page =
        store.page(query(films, ItemSort.TITLE, null, 0)).items().stream().map(Item::id).toList();
    assertThat(details.episodes(series, 1, -1, new UUID(0, 0), 50)).isNotEmpty();
    assertThat(
            scans(() -> {
              details.find(series).ifPresent(details::pieces);
              details.seasons(series, account);
              details.episodes(List.of(series), account);
              details.episodes(series, 1, -1, new UUID(0, 0), 50);
              store.byIds(page);
              store.troubles(library, 50, null);
              new CollectionStore(database).of(page.getFirst());
            }))
        .contains("item.find: Index Scan item_pkey", "item.episodes: Index Scan item_of_series");
  }

  private static ItemFilter of(ItemFilter.Traits traits) {
    return new ItemFilter(null, null, ItemFilter.View.SHELF, "", traits, ItemFilter.People.ANY);
  }

  private static ItemFilter filter(@Nullable UUID library, ItemFilter.View view, String words) {
    return new ItemFilter(library, null, view, words, ItemFilter.Traits.ANY, ItemFilter.People.ANY);
  }

  private static ItemQuery query(
      ItemFilter filter, ItemSort sort, @Nullable Cursor cursor, int offset) {
    return new ItemQuery(filter, sort, 50, cursor, offset);
  }

  /** The scans of the plans; none of them reads a large table from its beginning to its end. */
  private static List<String> scans(Runnable work) throws InterruptedException {
    List<PlanLog.Scan> scans = log().of(work);
    assertThat(scans).isNotEmpty();
    assertThat(scans)
        .noneMatch(each -> each.how().equals("Seq Scan") && LARGE.contains(each.what()));
    return scans.stream().map(PlanLog.Scan::toString).toList();
  }

  private static PlanLog log() {
    if (opened == null) {
      throw new IllegalStateException("not started");
    }
    return opened;
  }
}
