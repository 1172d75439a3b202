package medianest.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import medianest.db.Database;
import medianest.media.io.Bytes;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads the table of items, for people. */
final class ItemStore {

  private static final String COLUMNS =
      " item.id, item.library_id, item.kind, item.state, title, year, file_name, size_bytes,"
          + " duration_us, width, height, added_at";

  /** More words narrow a search no further. */
  private static final int MOST_WORDS = 10;

  private final Database database;
  private volatile @Nullable Boolean trigrams;

  ItemStore(Database database) {
    this.database = database;
  }

  private record Row(Item item, String position) {}

  /** A part of a list. */
  ItemPage page(ItemQuery query) {
    Cursor cursor = query.cursor();
    long total = cursor == null ? count(query) : cursor.total();
    if (total == 0) {
      return query.words().isEmpty() ? new ItemPage(List.of(), null, 0) : similar(query);
    }
    List<Row> rows = rows(query);
    boolean more = rows.size() > query.limit();
    List<Row> shown = more ? rows.subList(0, query.limit()) : rows;
    String next = more ? next(total, shown.getLast()) : null;
    return new ItemPage(shown.stream().map(Row::item).toList(), next, total);
  }

  private static String next(long total, Row last) {
    return new Cursor(total, last.item().id().value(), last.position()).text();
  }

  private List<Row> rows(ItemQuery query) {
    ItemSort sort = query.sort();
    String sql =
        "/* item.page */ SELECT"
            + COLUMNS
            + ", "
            + sort.position()
            + " AS position FROM item"
            + conditions(query)
            + (query.cursor() == null ? "" : " AND " + sort.later())
            + " ORDER BY "
            + sort.order()
            + " LIMIT :limit";
    return database.run(handle ->
        bind(handle.createQuery(sql), query)
            .bind("limit", query.limit() + 1)
            .map((row, context) -> new Row(item(row), row.getString("position")))
            .list());
  }

  /** How many there are; without words the counts know, else the index must be asked. */
  private long count(ItemQuery query) {
    String sql =
        query.words().isEmpty()
            ? "/* item_count.total */ SELECT coalesce(sum(items), 0) FROM item_count AS item"
                + conditions(query)
            : "/* item.count */ SELECT count(*) FROM item" + conditions(query);
    return database.run(handle -> bind(handle.createQuery(sql), query).mapTo(Long.class).one());
  }

  /** What the words may have been meant for, where nothing begins with them. */
  private ItemPage similar(ItemQuery query) {
    if (!trigrams()) {
      return new ItemPage(List.of(), null, 0);
    }
    ItemQuery anyWords =
        new ItemQuery(query.library(), query.kind(), "", query.sort(), query.limit(), null);
    String sql =
        "/* item.similar */ SELECT"
            + COLUMNS
            + " FROM item"
            + conditions(anyWords)
            + " AND :words <% search_text"
            + " ORDER BY word_similarity(:words, search_text) DESC, sort_key, item.id LIMIT :limit";
    List<Item> items =
        database.run(handle ->
            bind(handle.createQuery(sql), anyWords)
                .bind("words", query.words())
                .bind("limit", query.limit())
                .map((row, context) -> item(row))
                .list());
    return new ItemPage(items, null, items.size());
  }

  private boolean trigrams() {
    Boolean known = trigrams;
    if (known == null) {
      known =
          database.run(handle ->
              handle
                  .createQuery(
                      "/* pg_extension.trigrams */ SELECT EXISTS"
                          + " (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
                  .mapTo(Boolean.class)
                  .one());
      trigrams = known;
    }
    return known;
  }

  private static String conditions(ItemQuery query) {
    StringBuilder sql = new StringBuilder(" WHERE item.listed");
    if (query.library() != null) {
      sql.append(" AND item.library_id = :library");
    }
    if (query.kind() != null) {
      sql.append(" AND item.kind = :kind");
    }
    if (!query.words().isEmpty()) {
      sql.append(" AND search_words @@ to_tsquery('simple', :prefixes)");
    }
    return sql.toString();
  }

  private static Query bind(Query sql, ItemQuery query) {
    UUID library = query.library();
    ItemKind kind = query.kind();
    Cursor cursor = query.cursor();
    if (library != null) {
      sql.bind("library", library);
    }
    if (kind != null) {
      sql.bind("kind", kind.word());
    }
    if (!query.words().isEmpty()) {
      sql.bind("prefixes", prefixes(query.words()));
    }
    if (cursor != null) {
      sql.bind("position", cursor.position()).bind("after", cursor.after());
    }
    return sql;
  }

  /** Folded words hold nothing but letters and digits, so none can be an operator. */
  private static String prefixes(String words) {
    return Arrays.stream(words.split(" ", -1))
        .limit(MOST_WORDS)
        .map(word -> word + ":*")
        .collect(Collectors.joining(" & "));
  }

  /** An item with all that is known of it. */
  record Detailed(
      Item item, @Nullable String reason, @Nullable String container, FileFacts.Details details) {}

  Optional<Detailed> find(ItemId id) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.find */ SELECT"
                    + COLUMNS
                    + ", reason, container, details FROM item WHERE item.id = :id")
            .bind("id", id.value())
            .map((row, context) ->
                new Detailed(
                    item(row),
                    row.getString("reason"),
                    row.getString("container"),
                    DetailsJson.read(row.getString("details"))))
            .findOne());
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
                        + " FROM item WHERE item.id = ANY(:ids) AND listed")
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
                    + " FROM item JOIN library ON library.id = library_id WHERE item.id = :id")
            .bind("id", id.value())
            .map((row, context) -> file(row))
            .findOne());
  }

  /** A file that cannot be played. */
  record Trouble(UUID id, String path, ItemState state, String reason) {}

  List<Trouble> troubles(UUID library, int limit, @Nullable UUID after) {
    String sql =
        "/* item.problems */ SELECT id, path, state, reason FROM item"
            + " WHERE library_id = :library AND state <> 'ready'"
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

  private static Item item(ResultSet row) throws SQLException {
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
        row.getObject("added_at", OffsetDateTime.class).toInstant());
  }

  private static RawPath path(ResultSet row, String column) throws SQLException {
    return new RawPath(Bytes.of(row.getBytes(column)));
  }
}
