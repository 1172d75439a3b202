package medianest.library;

import java.util.List;
import java.util.UUID;
import medianest.db.Database;

/**
 * Finds items by their numbers in a list, of which each {@link #APART}th is an anchor: from there
 * on few are to be passed over, wherever a jump leads.
 */
final class AnchorStore {

  /** On the way to a place half as many entries of an index are passed over, at 0.2 µs each. */
  static final int APART = 250;

  /** What a person saw is counted into every fourth anchor: each is sent along to be sorted. */
  private static final int WATCHED_APART = 4 * APART;

  private final Database database;

  AnchorStore(Database database) {
    this.database = database;
  }

  /**
   * An item and its place.
   *
   * @param number how many there are up to it, with itself
   * @param position what it is sorted by, as text
   */
  record Anchor(long number, String position, UUID id) {}

  /** The anchors of a list in its order; one walk through the index of the order. */
  List<Anchor> all(ItemFilter filter, ItemSort sort) {
    String sql =
        "/* item.anchors */ SELECT number, CAST(value AS text) AS position, id FROM (SELECT "
            + sort.expression()
            + " AS value, item.id, row_number() OVER (ORDER BY "
            + sort.order()
            + ") AS number FROM item"
            + FilterStore.conditions(filter)
            + ") AS numbered WHERE number % "
            + APART
            + " = 0 ORDER BY number";
    return database.run(handle ->
        FilterStore.bind(handle.createQuery(sql), filter)
            .map((row, context) ->
                new Anchor(
                    row.getLong("number"),
                    row.getString("position"),
                    row.getObject("id", UUID.class)))
            .list());
  }

  /**
   * How many of the first {@code upTo} items have been watched, of the last anchor that is not
   * beyond {@code offset} once they are left out.
   *
   * @param number of that anchor; 0 where there is none
   */
  record Watched(long number, long watched) {}

  /** What somebody saw is counted into the anchors that all share, since it is little. */
  Watched watched(List<Anchor> all, ItemQuery query) {
    List<Anchor> anchors = all.stream().filter(each -> each.number() % WATCHED_APART == 0).toList();
    ItemSort sort = query.sort();
    String sql =
        "/* item.watched_before */ SELECT number, watched FROM (SELECT number,"
            + " count(*) FILTER (WHERE number IS NULL) OVER (ORDER BY "
            + sort.ordered("value", "id")
            + ") AS watched FROM (SELECT number, CAST(position AS "
            + sort.type()
            + ") AS value, id FROM unnest(CAST(:numbers AS bigint[]), :positions, CAST(:ids AS"
            + " uuid[])) AS anchor (number, position, id) UNION ALL SELECT NULL, "
            + sort.expression()
            + ", item.id FROM item"
            + FilterStore.conditions(query.filter().watchedOrNot())
            + FilterStore.WATCHED
            + ") AS either) AS counted WHERE number - watched <= :offset"
            + " ORDER BY number DESC LIMIT 1";
    return database.run(handle ->
        FilterStore.bind(handle.createQuery(sql), query.filter())
            .bindArray("numbers", Long.class, anchors.stream().map(Anchor::number).toList())
            .bindArray("positions", String.class, anchors.stream().map(Anchor::position).toList())
            .bindArray("ids", UUID.class, anchors.stream().map(Anchor::id).toList())
            .bind("offset", query.offset())
            .map((row, context) -> new Watched(row.getLong("number"), row.getLong("watched")))
            .findOne()
            .orElse(new Watched(0, 0)));
  }
}
