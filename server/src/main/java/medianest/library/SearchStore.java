package medianest.library;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import medianest.db.Database;
import medianest.identify.Folding;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds items by words, the best first: those called so, those whose titles begin so, those that
 * have the words side by side, then in any order, then those of which people or plot tell them; of
 * each, what stands on the shelf before episodes, by title.
 *
 * <p>What is ranked are at most {@link #MOST} items, since a single letter begins a title of every
 * tenth: titles that begin so come first among them, in their order, and what has the words
 * elsewhere as it lies in the table. They are ranked by a narrow copy of what that needs, so that
 * the wide rows of items are read for what is shown and for nothing else.
 */
final class SearchStore {

  /** More are not looked through; another word tells them apart. */
  private static final int MOST = 500;

  /** Where so many titles match, the plots that do are noise. */
  private static final int ENOUGH_TITLES = 100;

  private final Database database;
  private final WordStore words;

  SearchStore(Database database) {
    this.database = database;
    this.words = new WordStore(database);
  }

  private record Found(ItemStore.Row row, long total) {}

  /** A part of what the words of the query find, in the order of relevance. */
  ItemPage page(ItemQuery query) {
    List<Found> found = rows("item.search", query, query.words(), asked(query.words()));
    boolean first = query.cursor() == null && query.offset() == 0;
    return found.isEmpty() && first ? similar(query) : page(query, found);
  }

  /**
   * What is asked for.
   *
   * @param titles as PostgreSQL reads it
   * @param within what else titles have to be like
   * @param more what people and plots are asked for; empty for nothing
   */
  private record Asked(String titles, List<String> within, String more) {}

  private Asked asked(String typed) {
    SearchWords sought = SearchWords.of(FilterStore.words(typed));
    String titles =
        FilterStore.anyOf(beginning(sought.beginning()))
            + sought.whole().stream().map(each -> " & " + each).collect(Collectors.joining());
    return new Asked(titles, sought.within(), sought.plots());
  }

  /** Of one and two letters the known words are not all: {@link WordStore} keeps longer ones. */
  private List<WordStore.Meant> beginning(List<String> unfinished) {
    return unfinished.getLast().length() >= WordStore.SHORTEST
        ? words.beginning(unfinished)
        : Stream.concat(
                unfinished.size() == 1
                    ? Stream.of()
                    : words.beginning(unfinished.subList(0, unfinished.size() - 1)).stream(),
                Stream.of(WordStore.Meant.asTyped(unfinished.getLast())))
            .toList();
  }

  private static ItemPage page(ItemQuery query, List<Found> found) {
    Cursor cursor = query.cursor();
    long counted = found.isEmpty() ? 0 : found.getFirst().total();
    return ItemStore.page(
        query, found.stream().map(Found::row).toList(), cursor == null ? counted : cursor.total());
  }

  /** What the words may have been meant for, where nothing begins with them. */
  ItemPage similar(ItemQuery query) {
    SearchWords sought = SearchWords.of(FilterStore.words(query.words()));
    List<WordStore.Meant> meant = words.meant(sought.lookedUp());
    if (meant.isEmpty()) {
      return new ItemPage(List.of(), null, 0);
    }
    // They are corrected to words of titles, so people and plots have nothing to tell.
    Asked titles = new Asked(FilterStore.anyOf(meant), sought.withinUnfinished(), "");
    List<Item> items =
        rows("item.similar", query, likely(sought, meant), titles).stream()
            .limit(query.limit())
            .map(each -> each.row().item())
            .toList();
    return new ItemPage(items, null, items.size());
  }

  private static String likely(SearchWords sought, List<WordStore.Meant> meant) {
    Map<String, String> likely =
        meant.stream()
            .collect(Collectors.toMap(WordStore.Meant::word, WordStore.Meant::likely, (a, b) -> a));
    return sought.all().stream()
        .map(each -> likely.getOrDefault(each, each))
        .collect(Collectors.joining(" "));
  }

  private List<Found> rows(String name, ItemQuery query, String words, Asked asked) {
    return database.run(handle ->
        bind(handle.createQuery(sql(name, query, asked)), query, asked)
            .bind("words", words)
            .bind("key", Folding.sortKey(words))
            .map((row, context) -> new Found(ItemStore.row(row), row.getLong("total")))
            .list());
  }

  private static Query bind(Query sql, ItemQuery query, Asked asked) {
    Cursor cursor = query.cursor();
    if (cursor != null) {
      sql.bind("position", cursor.position()).bind("after", cursor.after());
    }
    ItemFilter filter = asked.more().isEmpty() ? query.filter().withWords("") : query.filter();
    return FilterStore.bind(sql, filter, asked.more())
        .bind("titles", asked.titles())
        .bindArray("within", String.class, asked.within())
        .bind("offset", query.offset())
        .bind("limit", query.limit() + 1);
  }

  private static String sql(String name, ItemQuery query, Asked asked) {
    ItemSort sort = ItemSort.RELEVANCE;
    return "/* "
        + name
        + " */ WITH beginning AS MATERIALIZED ("
        + beginning(query)
        + "), holding AS MATERIALIZED ("
        + holding(query)
        + "), telling AS MATERIALIZED ("
        + (asked.more().isEmpty() ? NOTHING : telling(query))
        + ") SELECT"
        + ItemStore.COLUMNS
        + ", place.position, place.total FROM (SELECT item.id, item.position, item.total"
        + " FROM (SELECT id, position, count(*) OVER () AS total"
        + "  FROM (SELECT * FROM beginning UNION ALL SELECT * FROM holding"
        + "   UNION ALL SELECT * FROM telling) AS found) AS item"
        + (query.cursor() == null ? "" : " WHERE " + sort.later())
        + " ORDER BY "
        + sort.order()
        + " OFFSET :offset LIMIT :limit) AS place JOIN item ON item.id = place.id"
        + " ORDER BY place.position, place.id";
  }

  /** Titles that begin with the words, an article aside, by their index. */
  private static String beginning(ItemQuery query) {
    String key = table(query) + ".sort_key";
    return titles(query, "CASE " + key + " WHEN :key THEN '0' ELSE '1' END")
        + " AND "
        + begins(query)
        + " ORDER BY "
        + key
        + ", "
        + table(query)
        + ".id LIMIT "
        + MOST;
  }

  private static String begins(ItemQuery query) {
    String key = table(query) + ".sort_key";
    return key + " >= :key AND " + key + " < :key || chr(1114111)";
  }

  /** Titles and names of files that have the words elsewhere. */
  private static String holding(ItemQuery query) {
    String text = table(query) + ".search_text";
    return titles(
            query, "CASE WHEN strpos(' ' || " + text + ", ' ' || :words) > 0 THEN '2' ELSE '3' END")
        + " AND to_tsvector('simple', "
        + text
        + ") @@ to_tsquery('simple', :titles) AND ' ' || "
        + text
        + " || ' ' LIKE ALL (:within) AND NOT ("
        + begins(query)
        + ") LIMIT (SELECT "
        + MOST
        + " - count(*) FROM beginning)";
  }

  /** People and plots that have them, where few titles do. */
  private static String telling(ItemQuery query) {
    return "SELECT item.id, '4'"
        + AFTER_TIER.replace("?", "item")
        + " AS position FROM item"
        + FilterStore.conditions(query.filter())
        + " AND item.id NOT IN (SELECT id FROM beginning UNION ALL SELECT id FROM holding)"
        + " LIMIT (SELECT CASE WHEN (SELECT count(*) FROM beginning)"
        + " + (SELECT count(*) FROM holding) < "
        + ENOUGH_TITLES
        + " THEN "
        + MOST
        + " ELSE 0 END)";
  }

  private static final String NOTHING = "SELECT * FROM beginning WHERE false";

  private static final String AFTER_TIER =
      " || CASE WHEN ?.shelved THEN '0' ELSE '1' END || ?.sort_key COLLATE \"C\"";

  private static String titles(ItemQuery query, String tier) {
    String table = table(query);
    return "SELECT "
        + table
        + ".id, "
        + tier
        + AFTER_TIER.replace("?", table)
        + " AS position FROM search_title AS "
        + table
        + (table.equals("item") ? "" : " JOIN item ON item.id = found.id")
        + FilterStore.conditions(query.filter().withWords(""));
  }

  /** The copy has what the usual filters ask for; for the others the items are read beside it. */
  private static String table(ItemQuery query) {
    return query.filter().traits().equals(ItemFilter.Traits.ANY) ? "item" : "found";
  }
}
