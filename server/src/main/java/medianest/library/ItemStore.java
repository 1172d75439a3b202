package medianest.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import medianest.media.io.Bytes;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads the table of items, for people. */
final class ItemStore {

  static final String COLUMNS =
      " item.id, item.library_id, item.kind, item.state, item.title, item.year, item.file_name,"
          + " item.size_bytes, item.duration_us, item.width, item.height, item.added_at,"
          + " item.aired, item.rating, item.series_id, item.season, item.episode,"
          + " item.episode_end, (SELECT series.title FROM item AS series"
          + "  WHERE series.id = item.series_id) AS series_title";

  private static final String COUNTED =
      "/* item_count.total */ SELECT coalesce(sum(items), 0) FROM item_count AS item";

  private static final String EACH = "/* item.count */ SELECT count(*) FROM item";
  private static final String EACH_WATCHED = "/* item.count_watched */ SELECT count(*) FROM item";

  private final Database database;
  private final WordStore words;

  ItemStore(Database database) {
    this.database = database;
    this.words = new WordStore(database);
  }

  private record Row(Item item, String position) {}

  private record Found(Row row, long total) {}

  /** A part of a list. */
  ItemPage page(ItemQuery query) {
    Cursor cursor = query.cursor();
    if (cursor == null && query.offset() == 0 && !query.words().isEmpty()) {
      return search(query);
    }
    long total = cursor == null ? count(query) : cursor.total();
    return total == 0 ? new ItemPage(List.of(), null, 0) : page(query, rows(query), total);
  }

  private static ItemPage page(ItemQuery query, List<Row> rows, long total) {
    boolean more = rows.size() > query.limit();
    List<Row> shown = more ? rows.subList(0, query.limit()) : rows;
    String next = more ? next(total, shown.getLast()) : null;
    return new ItemPage(shown.stream().map(Row::item).toList(), next, total);
  }

  /** The first part of what words find, counted on the way: all of it is looked at to rank it. */
  private ItemPage search(ItemQuery query) {
    ItemSort sort = query.sort();
    String sql =
        "/* item.search */ SELECT"
            + COLUMNS
            + ", place.position, place.total FROM (SELECT item.id, "
            + sort.position()
            + " AS position, count(*) OVER () AS total FROM item"
            + FilterStore.conditions(query.filter())
            + " ORDER BY "
            + sort.order()
            + " LIMIT :limit) AS place JOIN item ON item.id = place.id ORDER BY "
            + sort.order();
    List<Found> found =
        database.run(handle ->
            bind(handle.createQuery(sql), query)
                .bind("limit", query.limit() + 1)
                .map((row, context) ->
                    new Found(new Row(item(row), row.getString("position")), row.getLong("total")))
                .list());
    return found.isEmpty()
        ? similar(query)
        : page(query, found.stream().map(Found::row).toList(), found.getFirst().total());
  }

  private static String next(long total, Row last) {
    return new Cursor(total, last.item().id().value(), last.position()).text();
  }

  private List<Row> rows(ItemQuery query) {
    String sql = query.offset() == 0 ? pageSql(query) : farPageSql(query);
    return database.run(handle ->
        bind(handle.createQuery(sql), query)
            .bind("limit", query.limit() + 1)
            .map((row, context) -> new Row(item(row), row.getString("position")))
            .list());
  }

  /** What lies far in is passed over in the index, and only what is shown is read. */
  private static String farPageSql(ItemQuery query) {
    ItemSort sort = query.sort();
    return "/* item.far_page */ SELECT"
        + COLUMNS
        + ", place.position FROM (SELECT item.id, "
        + sort.position()
        + " AS position FROM item"
        + FilterStore.conditions(query.filter())
        + " ORDER BY "
        + sort.order()
        + " OFFSET :offset LIMIT :limit) AS place JOIN item ON item.id = place.id ORDER BY "
        + sort.order();
  }

  private static String pageSql(ItemQuery query) {
    ItemSort sort = query.sort();
    return "/* item.page */ SELECT"
        + COLUMNS
        + ", "
        + sort.position()
        + " AS position FROM item"
        + FilterStore.conditions(query.filter())
        + (query.cursor() == null ? "" : " AND " + sort.later())
        + " ORDER BY "
        + sort.order()
        + " LIMIT :limit";
  }

  /**
   * How many there are; without words the counts know, else the index must be asked. What somebody
   * saw grows with them and not with the library, so it is taken from the counts where they know
   * the rest.
   */
  private long count(ItemQuery query) {
    ItemFilter filter = query.filter();
    ItemFilter whole = filter.watchedOrNot();
    if (filter.people().unwatched() && whole.isCounted()) {
      return count(COUNTED + FilterStore.conditions(whole), whole)
          - count(EACH_WATCHED + FilterStore.conditions(whole) + FilterStore.WATCHED, filter);
    }
    String from = filter.isCounted() ? COUNTED : EACH;
    return count(from + FilterStore.conditions(filter), filter);
  }

  private long count(String sql, ItemFilter filter) {
    return database.run(
        handle -> FilterStore.bind(handle.createQuery(sql), filter).mapTo(Long.class).one());
  }

  /** What the words may have been meant for, where nothing begins with them. */
  private ItemPage similar(ItemQuery query) {
    List<List<String>> meant = words.meant(query.words());
    if (meant.isEmpty()) {
      return new ItemPage(List.of(), null, 0);
    }
    String sql =
        "/* item.similar */ SELECT"
            + COLUMNS
            + " FROM item"
            + FilterStore.conditions(query.filter())
            + " ORDER BY ts_rank(item.search_words, to_tsquery('simple', :prefixes)) DESC,"
            + " item.sort_key, item.id LIMIT :limit";
    List<Item> items =
        database.run(handle ->
            FilterStore.bind(handle.createQuery(sql), query.filter(), FilterStore.anyOf(meant))
                .bind("limit", query.limit())
                .map((row, context) -> item(row))
                .list());
    return new ItemPage(items, null, items.size());
  }

  private static Query bind(Query sql, ItemQuery query) {
    Cursor cursor = query.cursor();
    if (cursor != null) {
      sql.bind("position", cursor.position()).bind("after", cursor.after());
    }
    if (query.offset() > 0) {
      sql.bind("offset", query.offset());
    }
    if (query.sort() == ItemSort.RELEVANCE) {
      sql.bind("words", query.words());
    }
    return FilterStore.bind(sql, query.filter());
  }

  /** The items with these ids that lists show, in the order of the ids. */
  List<Item> byIds(List<ItemId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Item> found =
        database.run(handle ->
            handle
                .createQuery(
                    "/* item.by_ids */ SELECT"
                        + COLUMNS
                        + " FROM item WHERE item.id = ANY(:ids) AND (listed OR shelved)")
                .bindArray("ids", UUID.class, ids.stream().map(ItemId::value).toList())
                .map((row, context) -> item(row))
                .list());
    List<Item> inOrder = new ArrayList<>(found);
    inOrder.sort((a, b) -> Integer.compare(ids.indexOf(a.id()), ids.indexOf(b.id())));
    return inOrder;
  }

  Optional<MediaFile> file(ItemId id) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.file */ SELECT item.id, library.path AS root, item.path, file_name,"
                    + " state, reason, size_bytes, modified_ns, container"
                    + " FROM item JOIN library ON library.id = library_id WHERE item.id = :id"
                    + " AND item.kind NOT IN ('series', 'season')")
            .bind("id", id.value())
            .map((row, context) -> file(row))
            .findOne());
  }

  /** A file that cannot be played. */
  record Trouble(UUID id, String path, ItemState state, String reason) {}

  List<Trouble> troubles(UUID library, int limit, @Nullable UUID after) {
    String sql =
        "/* item.problems */ SELECT id, path, state, reason FROM item"
            + " WHERE library_id = :library AND state <> 'ready' AND missing_since IS NULL"
            + (after == null ? "" : " AND id > :after")
            + " ORDER BY id LIMIT :limit";
    return database.run(handle -> {
      Query query = handle.createQuery(sql).bind("library", library).bind("limit", limit);
      return (after == null ? query : query.bind("after", after))
          .map((row, context) ->
              new Trouble(
                  row.getObject("id", UUID.class),
                  path(row, "path").text(),
                  ItemState.of(row.getString("state")),
                  String.valueOf(row.getString("reason"))))
          .list();
    });
  }

  private static MediaFile file(ResultSet row) throws SQLException {
    RawPath root = path(row, "root");
    return new MediaFile(
        new ItemId(row.getObject("id", UUID.class)),
        root.path(),
        path(row, "path").under(root.path()),
        row.getString("file_name"),
        ItemState.of(row.getString("state")),
        row.getString("reason"),
        row.getLong("size_bytes"),
        row.getLong("modified_ns"),
        row.getString("container"));
  }

  static Item item(ResultSet row) throws SQLException {
    return new Item(
        new ItemId(row.getObject("id", UUID.class)),
        row.getObject("library_id", UUID.class),
        ItemKind.of(row.getString("kind")).orElseThrow(),
        ItemState.of(row.getString("state")),
        row.getString("title"),
        row.getObject("year", Integer.class),
        row.getString("file_name"),
        row.getLong("size_bytes"),
        row.getObject("duration_us", Long.class),
        row.getObject("width", Integer.class),
        row.getObject("height", Integer.class),
        row.getObject("aired", LocalDate.class),
        rating(row),
        episode(row),
        row.getObject("added_at", OffsetDateTime.class).toInstant());
  }

  /** As it was written: 8.1 is not 8.100000381. */
  private static @Nullable Double rating(ResultSet row) throws SQLException {
    String rating = row.getString("rating");
    return rating == null ? null : Double.valueOf(rating);
  }

  private static Item.@Nullable Episode episode(ResultSet row) throws SQLException {
    UUID series = row.getObject("series_id", UUID.class);
    Integer number = row.getObject("episode", Integer.class);
    String title = row.getString("series_title");
    return series == null || number == null || title == null
        ? null
        : new Item.Episode(
            new ItemId(series), title, row.getInt("season"), number, row.getInt("episode_end"));
  }

  private static RawPath path(ResultSet row, String column) throws SQLException {
    return new RawPath(Bytes.of(row.getBytes(column)));
  }
}
