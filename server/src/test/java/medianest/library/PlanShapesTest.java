package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import medianest.db.ManyItems;
import medianest.db.PlanLog;
import medianest.library.ItemFilter.People;
import medianest.library.ItemFilter.Traits;
import medianest.library.ItemFilter.View;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The plans of every list and search at a million items, kept in {@code plans.golden.txt}, whose
 * head says how it is made. At fewer items the planner chooses otherwise here and there, so then
 * what is compared are the statements: who changes one has to look at its plan then.
 */
class PlanShapesTest {

  private static final int MADE_AT = 1_000_000;
  private static final Path GOLDEN = Path.of("src/test/resources/plans.golden.txt");
  private static final UUID ACCOUNT = UUID.fromString(ManyItems.ACCOUNT);
  private static final UUID LIBRARY = UUID.fromString(ManyItems.LIBRARY);
  private static final UUID NONE = new UUID(0, 0);
  private static final int FAR = 2_500;

  /** People and plots of a search, of which it stops at 500. */
  private static final String FIRST_OF_MOST = "            ->  Seq Scan on item item_3";

  private static final List<String> HEAD =
      List.of(
          "# The plans of lists and searches at 1,000,000 items. Made by",
          "#   mvn test -pl server -am -Dtest=PlanShapesTest"
              + " -Dsurefire.failIfNoSpecifiedTests=false -Dmedianest.items=1000000"
              + " -Dmedianest.plans=write",
          "# and compared with what PostgreSQL plans then by the same without -Dmedianest.plans.");

  private final Map<String, List<PlanLog.Shape>> cases = new LinkedHashMap<>();

  @Test
  void plansAreAsKept() throws Exception {
    try (PlanLog log = PlanLog.open()) {
      log.prepare(ManyItems.statements());
      collect(log);
    }
    List<String> now = written(true);
    if ("write".equals(System.getProperty("medianest.plans"))) {
      Files.write(GOLDEN, now);
    }
    List<String> kept = Files.readAllLines(GOLDEN);
    if (Integer.getInteger("medianest.items", 0) == MADE_AT) {
      assertThat(now).isEqualTo(kept);
    }
    assertThat(written(false)).isEqualTo(kept.stream().filter(PlanShapesTest::isNoStep).toList());
  }

  /**
   * None of them reads a table that grows with the library from its beginning to its end. What one
   * person watched is all that there is in the tables of people here, so those may be; and a word
   * that most items have is found without an index, in the first that have it.
   */
  @Test
  void everyPlanHasAnIndex() throws IOException {
    assertThat(Files.readAllLines(GOLDEN))
        .filteredOn(line -> line.contains("Scan") && !line.equals(FIRST_OF_MOST))
        .hasSizeGreaterThan(100)
        .noneMatch(
            line -> line.matches(".*Seq Scan on (?:item|search_title|search_word|\\w+_item)\\b.*"));
  }

  private List<String> written(boolean steps) {
    List<String> lines = new ArrayList<>(HEAD);
    cases.forEach((name, shapes) -> {
      for (PlanLog.Shape shape : shapes) {
        lines.add("== " + name + ": " + shape.statement());
        lines.add(shape.text());
        if (steps) {
          shape.steps().forEach(step -> lines.add("  " + step));
        }
      }
    });
    return lines;
  }

  private static boolean isNoStep(String line) {
    return !line.startsWith("  ");
  }

  private void add(PlanLog log, String name, Runnable work) throws InterruptedException {
    List<PlanLog.Shape> shapes = log.shapes(work);
    assertThat(shapes).as(name).isNotEmpty();
    // What one request runs, it runs once.
    assertThat(shapes).as(name).extracting(PlanLog.Shape::statement).doesNotHaveDuplicates();
    cases.put(name, shapes);
  }

  private void collect(PlanLog log) throws InterruptedException, SQLException {
    ItemStore store = new ItemStore(log.database());
    // Asks once and for all whether there are trigrams.
    store.page(search("nothing is called so"));
    for (ItemSort sort : ItemSort.values()) {
      if (sort != ItemSort.RELEVANCE) {
        lists(log, store, sort);
      }
    }
    searches(log, store);
    filters(log, store);
    ofItems(log, store);
  }

  private void lists(PlanLog log, ItemStore store, ItemSort sort) throws InterruptedException {
    List<View> views =
        sort == ItemSort.YEAR || sort == ItemSort.RATING
            ? List.of(View.SHELF)
            : List.of(View.SHELF, View.FILES);
    for (View view : views) {
      String name = view + " by " + sort;
      ItemQuery first = query(null, view, People.ANY, sort, null, 0);
      String next = String.valueOf(store.page(first).next());
      ItemQuery later = query(null, view, People.ANY, sort, Cursor.parse(next), 0);
      ItemQuery far = query(null, view, People.ANY, sort, null, FAR);
      add(log, name + ", first", () -> store.page(first));
      add(log, name + ", next", () -> store.page(later));
      add(log, name + ", far", () -> store.page(far));
    }
    People unseen = new People(ACCOUNT, true, false, false);
    ItemQuery unwatched = query(null, View.SHELF, unseen, sort, null, 0);
    ItemQuery farUnwatched = query(null, View.SHELF, unseen, sort, null, FAR);
    add(log, "unwatched by " + sort + ", first", () -> store.page(unwatched));
    add(log, "unwatched by " + sort + ", far", () -> store.page(farUnwatched));
  }

  private void searches(PlanLog log, ItemStore store) throws InterruptedException {
    ItemQuery one = search("w4711");
    ItemQuery many = search("w1");
    ItemQuery episodes = search("episode 1");
    ItemQuery wrong = search("episodee serie");
    add(log, "search, one match", () -> store.page(one));
    add(log, "search, of people and plots", () -> store.page(search("p7 plot")));
    add(log, "search, many matches", () -> store.page(many));
    add(log, "search, many titles", () -> store.page(search("episode")));
    ItemPage page = store.page(episodes);
    Cursor cursor = Cursor.parse(String.valueOf(page.next()));
    ItemQuery next = new ItemQuery(episodes.filter(), ItemSort.RELEVANCE, 50, cursor, 0);
    add(log, "search, next", () -> store.page(next));
    add(log, "search with a typing error", () -> store.page(wrong));
    ItemQuery sorted = new ItemQuery(episodes.filter(), ItemSort.TITLE, 50, null, 0);
    add(log, "search by TITLE", () -> store.page(sorted));
  }

  private void filters(PlanLog log, ItemStore store) throws InterruptedException {
    for (ItemSort sort : List.of(ItemSort.TITLE, ItemSort.ADDED)) {
      ItemQuery library = query(LIBRARY, View.SHELF, People.ANY, sort, null, 0);
      add(log, "library by " + sort, () -> store.page(library));
    }
    People favourites = new People(ACCOUNT, false, true, false);
    People watchlist = new People(ACCOUNT, false, false, true);
    add(log, "favourites", () -> store.page(shelf(favourites)));
    add(log, "watchlist", () -> store.page(shelf(watchlist)));
    Map<String, Traits> traits = new LinkedHashMap<>();
    traits.put("a genre", new Traits("g7", null, null, null, null, null, null, null, null));
    traits.put("a person", new Traits(null, "Person 7", null, null, null, null, null, null, null));
    traits.put(
        "a collection", new Traits(null, null, "Set 10", null, null, null, null, null, null));
    traits.put("some years", new Traits(null, null, null, 1960, 1969, null, null, null, null));
    traits.put("a rating", new Traits(null, null, null, null, null, 8.0, null, null, null));
    traits.put(
        "a resolution",
        new Traits(null, null, null, null, null, null, ItemFilter.Resolution.UHD, null, null));
    traits.put("HDR", new Traits(null, null, null, null, null, null, null, true, null));
    traits.put("a language", new Traits(null, null, null, null, null, null, null, null, "de"));
    for (Map.Entry<String, Traits> each : traits.entrySet()) {
      ItemFilter filter = new ItemFilter(null, null, View.SHELF, "", each.getValue(), People.ANY);
      ItemQuery query = new ItemQuery(filter, ItemSort.TITLE, 50, null, 0);
      add(log, "of " + each.getKey(), () -> store.page(query));
    }
    ItemFilter shelf = new ItemFilter(null, null, View.SHELF, "", Traits.ANY, People.ANY);
    add(log, "letters", () -> new LetterStore(log.database()).letters(shelf));
    CollectionStore collections = new CollectionStore(log.database());
    add(log, "collections", () -> collections.page("", NONE, 50, null));
  }

  private void ofItems(PlanLog log, ItemStore store) throws InterruptedException {
    DetailStore details = new DetailStore(log.database());
    UUID other = UUID.fromString(ManyItems.OTHER);
    ItemQuery shows = query(other, View.SHELF, People.ANY, ItemSort.TITLE, null, 0);
    List<ItemId> series = store.page(shows).items().stream().map(Item::id).toList();
    ItemId one = series.getFirst();
    add(log, "items by their ids", () -> store.byIds(series));
    add(log, "episodes of a page of series", () -> details.episodes(series, ACCOUNT));
    add(log, "episodes of a season", () -> details.episodes(one, 1, -1, NONE, 50));
    add(log, "seasons", () -> details.seasons(one, ACCOUNT));
    add(log, "an item", () -> details.find(one).ifPresent(details::pieces));
    add(log, "collections of an item", () -> new CollectionStore(log.database()).of(one));
    add(log, "what could not be read", () -> store.troubles(LIBRARY, 50, null));
  }

  private static ItemQuery search(String words) {
    ItemFilter filter = new ItemFilter(null, null, View.ALL, words, Traits.ANY, People.ANY);
    return new ItemQuery(filter, ItemSort.RELEVANCE, 50, null, 0);
  }

  private static ItemQuery shelf(People people) {
    return query(null, View.SHELF, people, ItemSort.TITLE, null, 0);
  }

  private static ItemQuery query(
      @Nullable UUID library,
      View view,
      People people,
      ItemSort sort,
      @Nullable Cursor cursor,
      int offset) {
    ItemFilter filter = new ItemFilter(library, null, view, "", Traits.ANY, people);
    return new ItemQuery(filter, sort, 50, cursor, offset);
  }
}
