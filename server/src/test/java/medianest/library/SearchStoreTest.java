package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.identify.Folding;
import medianest.library.ItemFilter.People;
import medianest.library.ItemFilter.Traits;
import medianest.library.ItemFilter.View;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order words find items, and that what is searched follows what there is. */
class SearchStoreTest {

  private static final UUID ONE = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID TWO = UUID.fromString("00000000-0000-7000-8000-000000000002");

  private final Database database = TestPostgres.open();
  private final ItemStore store = new ItemStore(database);

  @BeforeEach
  void twoLibraries() {
    for (UUID library : List.of(ONE, TWO)) {
      execute(
          "INSERT INTO library (id, name, kind, path, created_at) VALUES (?, 'L', 'other', ?,"
              + " now())",
          library,
          library.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void whatIsCalledSoComesFirst() {
    add(ONE, "film", "Night of the Salt Bridge", "");
    add(ONE, "film", "A Bridge Without Salt", "");
    add(ONE, "film", "Rivers", "they meet on a bridge of salt");
    add(ONE, "film", "Salt Bridges", "");
    add(ONE, "episode", "The Salt Bridge", "");
    add(ONE, "film", "The Salt Bridge", "");
    add(ONE, "film", "Salt Lake", "");
    assertThat(kindsAndTitles(search("salt bridge")))
        .containsExactly(
            "film The Salt Bridge",
            "episode The Salt Bridge",
            "film Salt Bridges",
            "film Night of the Salt Bridge",
            "film A Bridge Without Salt",
            "film Rivers");
    assertThat(kindsAndTitles(search("salt bridge"))).hasSize(6);
    assertThat(search("salt bridge").total()).isEqualTo(6);
  }

  @Test
  void beginningsOfWordsAreEnough() {
    add(ONE, "film", "Lantern Bay", "");
    add(ONE, "film", "Of Mice and Lanterns", "");
    assertThat(titles(search("lan"))).containsExactly("Lantern Bay", "Of Mice and Lanterns");
    assertThat(titles(search("of lan"))).containsExactly("Of Mice and Lanterns");
    // A short word that another follows is finished, unless nothing is found so.
    assertThat(titles(search("lan ba"))).containsExactly("Lantern Bay");
  }

  @Test
  void typingErrorsAreForgivenWhereNothingElseIsFound() {
    add(ONE, "film", "Lantern Bay", "");
    add(ONE, "film", "Lantern Harbour", "");
    learn();
    assertThat(titles(search("lantrn hrbour"))).containsExactly("Lantern Harbour");
    assertThat(titles(search("lantrn b"))).containsExactly("Lantern Bay");
    assertThat(titles(search("qqqq"))).isEmpty();
  }

  @Test
  void partsFollowEachOther() {
    for (int number = 10; number < 70; number++) {
      add(ONE, number % 2 == 0 ? "film" : "episode", "Salt " + number, "");
      add(ONE, "film", number + " Kinds of Salt", "");
    }
    List<ItemId> all = ids(page(filter(null, "salt"), 200, null, 0));
    assertThat(all).hasSize(120).doesNotHaveDuplicates();
    List<ItemId> gone = new ArrayList<>();
    ItemPage page = page(filter(null, "salt"), 7, null, 0);
    gone.addAll(ids(page));
    while (page.next() != null) {
      page = page(filter(null, "salt"), 7, Cursor.parse(page.next()), 0);
      assertThat(page.total()).isEqualTo(120);
      gone.addAll(ids(page));
    }
    assertThat(gone).isEqualTo(all);
    assertThat(ids(page(filter(null, "salt"), 9, null, 57))).isEqualTo(all.subList(57, 66));
  }

  /** One letter begins half of a library; then some of it is enough, and says so. */
  @Test
  void neverMoreThanABoundedNumberIsRanked() {
    database.run(handle ->
        handle.execute(
            "/* test.fill */ INSERT INTO item (id, library_id, path, state, kind, title,"
                + " sort_key, search_text, file_name, container, size_bytes, modified_ns,"
                + " added_at) SELECT gen_random_uuid(), ?, n::text::bytea, 'ready', 'film', 'S'"
                + " || n, 's' || n, 's' || n, '', 'MP4', 1, 1, now() FROM generate_series(1,"
                + " 700) AS n",
            ONE));
    add(ONE, "film", "S", "");
    ItemPage page = search("s");
    assertThat(page.total()).isEqualTo(500);
    assertThat(page.items().getFirst().title()).isEqualTo("S");
    ItemPage last = page(filter(null, "s"), 50, null, 480);
    assertThat(last.items()).hasSize(20);
    assertThat(last.next()).isNull();
  }

  @Test
  void filtersHoldForSearches() {
    ItemId one = add(ONE, "film", "Salt", "");
    ItemId two = add(TWO, "film", "Salt", "");
    execute("UPDATE item SET genres = '{Drama}', year = 1990 WHERE id = ?", two.value());
    assertThat(ids(page(filter(ONE, "salt"), 50, null, 0))).containsExactly(one);
    assertThat(ids(page(filter(TWO, "salt"), 50, null, 0))).containsExactly(two);
    Traits drama = new Traits("Drama", null, null, 1980, null, null, null, null, null);
    ItemFilter filter = new ItemFilter(null, null, View.ALL, "salt", drama, People.ANY);
    assertThat(ids(page(filter, 50, null, 0))).containsExactly(two);
  }

  @Test
  void whatIsSearchedFollowsWhatThereIs() {
    ItemId item = add(ONE, "film", "Salt", "");
    execute(
        "UPDATE item SET title = 'Pepper', sort_key = 'pepper', search_text = 'pepper'"
            + " WHERE id = ?",
        item.value());
    assertThat(titles(search("pepper"))).containsExactly("Pepper");
    assertThat(titles(search("salt"))).isEmpty();
    execute("UPDATE item SET missing_since = now() WHERE id = ?", item.value());
    assertThat(titles(search("pepper"))).isEmpty();
    execute("UPDATE item SET missing_since = NULL, library_id = ? WHERE id = ?", TWO, item.value());
    assertThat(ids(page(filter(TWO, "pepper"), 50, null, 0))).containsExactly(item);
    execute("DELETE FROM item WHERE id = ?", item.value());
    assertThat(titles(search("pepper"))).isEmpty();
    assertThat(
            database.<Long>run(handle ->
                handle
                    .createQuery("/* test.titles */ SELECT count(*) FROM search_title")
                    .mapTo(Long.class)
                    .one()))
        .isZero();
  }

  private ItemId add(UUID library, String kind, String title, String more) {
    UUID id = UUID.randomUUID();
    execute(
        "INSERT INTO item (id, library_id, path, state, kind, title, sort_key, search_text,"
            + " search_more, file_name, container, size_bytes, modified_ns, added_at)"
            + " VALUES (?, ?, ?, 'ready', ?, ?, ?, ?, ?, '', 'MP4', 1, 1, now())",
        id,
        library,
        id.toString().getBytes(StandardCharsets.UTF_8),
        kind,
        title,
        Folding.sortKey(title),
        Folding.words(title),
        more);
    learn();
    return new ItemId(id);
  }

  private void learn() {
    execute(
        "INSERT INTO search_word SELECT DISTINCT word FROM item,"
            + " unnest(string_to_array(search_text, ' ')) AS word WHERE length(word) > 2"
            + " ON CONFLICT DO NOTHING");
  }

  private void execute(String sql, Object... values) {
    database.run(handle -> handle.execute("/* test.change */ " + sql, values));
  }

  private ItemPage search(String words) {
    return page(filter(null, words), 50, null, 0);
  }

  private ItemPage page(ItemFilter filter, int limit, @Nullable Cursor cursor, int offset) {
    return store.page(new ItemQuery(filter, ItemSort.RELEVANCE, limit, cursor, offset));
  }

  private static ItemFilter filter(@Nullable UUID library, String words) {
    return new ItemFilter(library, null, View.ALL, words, Traits.ANY, People.ANY);
  }

  private static List<String> titles(ItemPage page) {
    return page.items().stream().map(Item::title).toList();
  }

  private static List<String> kindsAndTitles(ItemPage page) {
    return page.items().stream().map(each -> each.kind().word() + " " + each.title()).toList();
  }

  private static List<ItemId> ids(ItemPage page) {
    return page.items().stream().map(Item::id).toList();
  }
}
