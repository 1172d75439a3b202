package medianest.library;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Filters of lists as conditions on the table of items, which never hold what people wrote. */
final class FilterStore {

  /** More words narrow a search no further. */
  private static final int MOST_WORDS = 10;

  private final StringBuilder sql = new StringBuilder();

  private FilterStore() {}

  static String conditions(ItemFilter filter) {
    FilterStore conditions = new FilterStore();
    conditions.add(filter);
    return conditions.sql.toString();
  }

  private void add(ItemFilter filter) {
    boolean series = filter.kind() == ItemKind.SERIES;
    sql.append(
        switch (series ? ItemFilter.View.SHELF : filter.view()) {
          case FILES -> " WHERE item.listed";
          case SHELF -> " WHERE item.shelved";
          case ALL -> " WHERE (item.listed OR item.shelved)";
        });
    add(filter.library(), "item.library_id = :library");
    add(filter.kind(), "item.kind = :kind");
    if (!filter.words().isEmpty()) {
      sql.append(
          " AND item.role = 'main' AND item.search_words @@ to_tsquery('simple', :prefixes)");
    }
    ItemFilter.Traits traits = filter.traits();
    add(traits.genre(), "item.genres @> ARRAY[CAST(:genre AS text)] AND item.genres <> '{}'");
    add(traits.person(), PERSON);
    add(traits.collection(), COLLECTION);
    add(traits.yearFrom(), "coalesce(item.year, 0) >= :yearFrom");
    add(traits.yearTo(), "coalesce(item.year, 0) BETWEEN 1 AND :yearTo");
    add(traits.ratingFrom(), "coalesce(item.rating, -1) >= :ratingFrom");
    add(traits.resolution(), "item.width >= :leastWidth AND item.width < :endWidth");
    add(traits.hdr(), "item.hdr = :hdr");
    add(
        traits.language(),
        "item.languages @> ARRAY[CAST(:language AS text)] AND item.languages <> '{}'");
    ItemFilter.People people = filter.people();
    add(people.unwatched() ? people : null, UNWATCHED);
    add(people.favourite() ? people : null, MARKED + "mark.favourite)");
    add(people.watchlist() ? people : null, MARKED + "mark.watchlist)");
  }

  /** A series is a person's as soon as one of its episodes is. */
  private static final String PERSON =
      "item.id IN (SELECT coalesce(seen.series_id, seen.id) FROM item AS seen"
          + " WHERE seen.people @> ARRAY[CAST(:person AS text)] AND seen.people <> '{}'"
          + " AND seen.role = 'main'"
          + " UNION SELECT seen.id FROM item AS seen"
          + " WHERE seen.people @> ARRAY[CAST(:person AS text)] AND seen.people <> '{}'"
          + " AND seen.role = 'main')";

  /** By its note, or since somebody put it in. */
  private static final String COLLECTION =
      "item.id IN (SELECT noted.id FROM item AS noted WHERE noted.collection = :collection"
          + " AND noted.collection <> '' AND noted.shelved"
          + " UNION SELECT collection_item.item_id FROM collection_item"
          + " JOIN collection ON collection.id = collection_id"
          + " WHERE collection.name = :collection)";

  /** What the person has been through; of series it is known already. */
  private static final String UNWATCHED =
      "NOT EXISTS (SELECT FROM watch WHERE watch.account_id = :account AND watch.played"
          + " AND watch.item_id = item.id) AND item.id <> ALL(:through)";

  /** The contrary, as a further condition. */
  static final String WATCHED =
      " AND item.id IN (SELECT watch.item_id FROM watch WHERE watch.account_id = :account"
          + " AND watch.played UNION SELECT unnest(:through))";

  private static final String MARKED =
      "EXISTS (SELECT FROM mark WHERE mark.item_id = item.id AND mark.account_id = :account AND ";

  private void add(@Nullable Object wish, String condition) {
    if (wish != null) {
      sql.append(" AND ").append(condition);
    }
  }

  static <S extends SqlStatement<S>> S bind(S sql, ItemFilter filter) {
    return bind(sql, filter, prefixes(filter.words()));
  }

  /**
   * Binds what the conditions of the filter ask for.
   *
   * @param words what to search for, as PostgreSQL reads it
   */
  static <S extends SqlStatement<S>> S bind(S sql, ItemFilter filter, String words) {
    ItemFilter.Traits traits = filter.traits();
    ItemKind kind = filter.kind();
    ItemFilter.Resolution resolution = traits.resolution();
    bind(sql, "library", filter.library());
    bind(sql, "kind", kind == null ? null : kind.word());
    bind(sql, "prefixes", filter.words().isEmpty() ? null : words);
    bind(sql, "genre", traits.genre());
    bind(sql, "person", traits.person());
    bind(sql, "collection", traits.collection());
    bind(sql, "yearFrom", traits.yearFrom());
    bind(sql, "yearTo", traits.yearTo());
    bind(sql, "ratingFrom", traits.ratingFrom());
    bind(sql, "leastWidth", resolution == null ? null : Integer.valueOf(resolution.leastWidth()));
    bind(sql, "endWidth", resolution == null ? null : Integer.valueOf(resolution.endWidth()));
    bind(sql, "hdr", traits.hdr());
    bind(sql, "language", traits.language());
    ItemFilter.People people = filter.people();
    bind(sql, "account", people.account());
    if (people.unwatched()) {
      sql.bindArray("through", UUID.class, people.through());
    }
    return sql;
  }

  /** Only what a condition asks for: a statement must not be given more. */
  private static void bind(SqlStatement<?> sql, String name, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case UUID id -> sql.bind(name, id);
      case String text -> sql.bind(name, text);
      case Integer number -> sql.bind(name, number);
      case Double number -> sql.bind(name, number);
      case Boolean flag -> sql.bind(name, flag);
      default -> throw new IllegalArgumentException(name);
    }
  }

  /** Of each word at least one that it may have been meant for. */
  static String anyOf(List<WordStore.Meant> words) {
    return words.stream()
        .map(each -> {
          Stream<String> own =
              each.known() && each.beginning().isEmpty()
                  ? Stream.of(each.word() + ":*")
                  : each.beginning().stream();
          return Stream.concat(own, each.others().stream())
              .collect(Collectors.joining(" | ", "(", ")"));
        })
        .collect(Collectors.joining(" & "));
  }

  /** The words of a search, none of which can be an operator: they are letters and digits. */
  static List<String> words(String words) {
    return Arrays.stream(words.split(" ", -1)).limit(MOST_WORDS).toList();
  }

  /** As PostgreSQL reads it: whether something begins with each of the words. */
  static String prefixes(String words) {
    return words(words).stream().map(word -> word + ":*").collect(Collectors.joining(" & "));
  }
}
