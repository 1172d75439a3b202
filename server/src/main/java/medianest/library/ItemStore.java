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

  private static final String COUNTED = "SELECT coalesce(sum(items), 0) FROM item_count AS item";

  private static final String TOTAL = "/* item_count.total */ " + COUNTED;
  private static final String EACH = "/* item.count */ SELECT count(*) FROM item";
  private static final String EACH_WATCHED = "/* item.count_watched */ SELECT count(*) FROM item";

  private final Database database;
  private final SearchStore searches;
  private final FarPlaces places;
  private final ThroughStore through;

  /** Counts its way far into a list each time. */
  ItemStore(Database database) {
    this(database, new AnchorStore(database)::all);
  }

  ItemStore(Database database, FarPlaces.Anchors anchors) {
    this.database = database;
    this.searches = new SearchStore(database);
    this.places = new FarPlaces(new AnchorStore(database), anchors);
    this.through = new ThroughStore(database);
  }

  /** An item as a list has it, and what it is sorted by there. */
  record Row(Item item, String position) {}

  private record Counted(Row row, long total) {}

  /** A part of a list. */
  ItemPage page(ItemQuery query) {
    return known(query.with(through.known(query.filter())));
  }

  private ItemPage known(ItemQuery query) {
    Cursor cursor = query.cursor();
    if (query.sort() == ItemSort.RELEVANCE) {
      return searches.page(query);
    }
    if (cursor == null && query.offset() == 0 && !query.words().isEmpty()) {
      return sorted(query);
    }
    if (cursor != null) {
      return page(query, rows(query, pageSql(query, "")), cursor.total());
    }
    return query.filter().isCounted() ? counted(query) : uncounted(query);
  }

  /** A part of what the counts know, which are read with it. */
  private ItemPage counted(ItemQuery query) {
    List<Counted> found =
        begin(query, ", (" + COUNTED + FilterStore.conditions(query.filter()) + ")");
    long total = found.isEmpty() && query.offset() > 0 ? count(query) : total(found);
    return page(query, found.stream().map(Counted::row).toList(), total);
  }

  private static long total(List<Counted> found) {
    return found.isEmpty() ? 0 : found.getFirst().total();
  }

  private ItemPage uncounted(ItemQuery query) {
    long total = count(query);
    List<Counted> found = total == 0 ? List.of() : begin(query, ", 0");
    return page(query, found.stream().map(Counted::row).toList(), total);
  }

  /** The part of a list that the rows are, of which one more was asked for than is shown. */
  static ItemPage page(ItemQuery query, List<Row> rows, long total) {
    boolean more = rows.size() > query.limit();
    List<Row> shown = more ? rows.subList(0, query.limit()) : rows;
    String next = more ? next(total, shown.getLast()) : null;
    return new ItemPage(shown.stream().map(Row::item).toList(), next, total);
  }

  /** The first part of what words find in another order than theirs, counted on the way. */
  private ItemPage sorted(ItemQuery query) {
    ItemSort sort = query.sort();
    String sql =
        "/* item.sorted_search */ SELECT"
            + COLUMNS
            + ", place.position, place.total FROM (SELECT item.id, "
            + sort.position()
            + " AS position, count(*) OVER () AS total FROM item"
            + FilterStore.conditions(query.filter())
            + " ORDER BY "
            + sort.order()
            + limit(query)
            + ") AS place JOIN item ON item.id = place.id ORDER BY "
            + sort.order();
    List<Counted> found =
        database.run(handle ->
            FilterStore.bind(handle.createQuery(sql), query.filter())
                .map((row, context) -> new Counted(row(row), row.getLong("total")))
                .list());
    return found.isEmpty()
        ? searches.similar(query)
        : page(query, found.stream().map(Counted::row).toList(), total(found));
  }

  private static String next(long total, Row last) {
    return new Cursor(total, last.item().id().value(), last.position()).text();
  }

  /** A part from the beginning, or from a place by its number. */
  private List<Counted> begin(ItemQuery query, String total) {
    String counted = total + " AS total";
    if (query.offset() == 0) {
      return database.run(handle ->
          bind(handle.createQuery(pageSql(query, counted)), query)
              .map((row, context) -> new Counted(row(row), row.getLong("total")))
              .list());
    }
    FarPlaces.Start start = places.before(query);
    AnchorStore.Anchor after = start.after();
    Cursor cursor = after == null ? null : new Cursor(0, after.id(), after.position());
    ItemQuery from = new ItemQuery(query.filter(), query.sort(), query.limit(), cursor, 0);
    return database.run(handle ->
        bind(handle.createQuery(farPageSql(from, counted)), from)
            .bind("offset", start.offset())
            .map((row, context) -> new Counted(row(row), row.getLong("total")))
            .list());
  }

  private List<Row> rows(ItemQuery query, String sql) {
    return database.run(
        handle -> bind(handle.createQuery(sql), query).map((row, context) -> row(row)).list());
  }

  static Row row(ResultSet row) throws SQLException {
    return new Row(item(row), row.getString("position"));
  }

  /** What lies before is passed over in the index, and only what is shown is read. */
  private static String farPageSql(ItemQuery query, String total) {
    ItemSort sort = query.sort();
    return "/* item.far_page */ SELECT"
        + COLUMNS
        + ", place.position"
        + total
        + " FROM (SELECT item.id, "
        + sort.position()
        + " AS position FROM item"
        + FilterStore.conditions(query.filter())
        + later(query)
        + " ORDER BY "
        + sort.order()
        + " OFFSET (SELECT CAST(:offset AS bigint))"
        + limit(query)
        + ") AS place JOIN item ON item.id = place.id ORDER BY "
        + sort.order();
  }

  /**
   * As a number, and an offset as a query, since PostgreSQL plans a statement anew each time where
   * what it is given changes what it expects: with forty indexes to choose from that takes longer
   * than the list itself.
   */
  private static String limit(ItemQuery query) {
    return " LIMIT " + (query.limit() + 1);
  }

  private static String pageSql(ItemQuery query, String total) {
    ItemSort sort = query.sort();
    return "/* item.page */ SELECT"
        + COLUMNS
        + ", "
        + sort.position()
        + " AS position"
        + total
        + " FROM item"
        + FilterStore.conditions(query.filter())
        + later(query)
        + " ORDER BY "
        + sort.order()
        + limit(query);
  }

  private static String later(ItemQuery query) {
    return query.cursor() == null ? "" : " AND " + query.sort().later();
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
      return count(TOTAL + FilterStore.conditions(whole), whole)
          - count(EACH_WATCHED + FilterStore.conditions(whole) + FilterStore.WATCHED, filter);
    }
    String from = filter.isCounted() ? TOTAL : EACH;
    return count(from + FilterStore.conditions(filter), filter);
  }

  private long count(String sql, ItemFilter filter) {
    return database.run(
        handle -> FilterStore.bind(handle.createQuery(sql), filter).mapTo(Long.class).one());
  }

  private static Query bind(Query sql, ItemQuery query) {
    Cursor cursor = query.cursor();
    if (cursor != null) {
      sql.bind("position", cursor.position()).bind("after", cursor.after());
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
