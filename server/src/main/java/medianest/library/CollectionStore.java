package medianest.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import medianest.db.Database;
import medianest.identify.Folding;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The tables of collections: what notes name, and what people put together. */
final class CollectionStore {

  /** So many pictures stand for a collection. */
  private static final int COVERS = 4;

  /** What is in a collection, whoever says so; {@code UNION} since both may say it. */
  private static final String MEMBERS =
      "(SELECT item.id, item.sort_key FROM item WHERE item.collection = collection.name"
          + " AND item.collection <> '' AND item.shelved"
          + " UNION SELECT item.id, item.sort_key FROM collection_item"
          + " JOIN item ON item.id = item_id AND item.shelved"
          + " WHERE collection_id = collection.id)";

  private static final String SELECT =
      " SELECT collection.id, name, collection.sort_key, made, member.items, member.covers,"
          + " coalesce(CAST(:item AS uuid) = ANY(member.ids), false) AS contains FROM collection"
          + " CROSS JOIN LATERAL (SELECT count(*) AS items, array_agg(id) AS ids,"
          + " trim_array(array_agg(id ORDER BY one.sort_key, id),"
          + " CAST(greatest(count(*) - "
          + COVERS
          + ", 0) AS int)) AS covers FROM "
          + MEMBERS
          + " AS one) AS member";

  private final Database database;

  CollectionStore(Database database) {
    this.database = database;
  }

  /**
   * A collection.
   *
   * @param made by somebody, rather than by notes alone
   * @param contains whether the item that was asked for is in it
   */
  record Kept(
      UUID id,
      String name,
      String sortKey,
      boolean made,
      int items,
      List<ItemId> covers,
      boolean contains) {}

  /** What became of a wish to change a collection. */
  enum Outcome {
    DONE,
    NAME_TAKEN,
    /** The item's own note says so. */
    NOTED
  }

  /** Collections in the order of their names, after the one with {@code sortKey} and {@code id}. */
  List<Kept> page(String sortKey, UUID id, int limit, @Nullable UUID item) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* collection.page */"
                    + SELECT
                    + " WHERE (collection.sort_key, collection.id) > (:sortKey, :id)"
                    + " AND (made OR member.items > 0)"
                    + " ORDER BY collection.sort_key, collection.id LIMIT :limit")
            .bind("sortKey", sortKey)
            .bind("id", id)
            .bind("limit", limit)
            .bindByType("item", item, UUID.class)
            .map((row, context) -> kept(row))
            .list());
  }

  /** The collections that an item is in, by their names. */
  Map<UUID, String> of(ItemId item) {
    return database.run(handle -> {
      Map<UUID, String> names = new LinkedHashMap<>();
      handle
          .createQuery(
              "/* collection.of_item */ SELECT collection.id, name FROM collection"
                  + " WHERE name = (SELECT collection FROM item WHERE id = :item"
                  + "  AND collection <> '') OR collection.id IN (SELECT collection_id"
                  + "  FROM collection_item WHERE item_id = :item)"
                  + " ORDER BY collection.sort_key, collection.id")
          .bind("item", item.value())
          .map((row, context) -> names.put(row.getObject("id", UUID.class), row.getString("name")))
          .list();
      return names;
    });
  }

  Optional<Kept> find(UUID id) {
    return database.run(handle ->
        handle
            .createQuery("/* collection.find */" + SELECT + " WHERE collection.id = :id")
            .bind("id", id)
            .bindByType("item", null, UUID.class)
            .map((row, context) -> kept(row))
            .findOne());
  }

  /** The id of the collection with this name; a new one where there is none. */
  UUID make(UUID id, String name) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* collection.make */ INSERT INTO collection (id, name, sort_key, made)"
                    + " VALUES (:id, :name, :sortKey, true)"
                    + " ON CONFLICT (name) DO UPDATE SET made = true RETURNING id")
            .bind("id", id)
            .bind("name", name)
            .bind("sortKey", Folding.sortKey(name))
            .mapTo(UUID.class)
            .one());
  }

  /** Another name, for what is not there by notes alone. */
  Outcome rename(UUID id, String name) {
    return database.transaction(handle -> {
      if (isTaken(handle, id, name)) {
        return Outcome.NAME_TAKEN;
      }
      int renamed =
          handle
              .createUpdate(
                  "/* collection.rename */ UPDATE collection SET name = :name,"
                      + " sort_key = :sortKey WHERE id = :id AND NOT EXISTS (SELECT FROM item"
                      + " WHERE item.collection = collection.name AND item.collection <> ''"
                      + " AND item.shelved)")
              .bind("id", id)
              .bind("name", name)
              .bind("sortKey", Folding.sortKey(name))
              .execute();
      return renamed == 1 ? Outcome.DONE : Outcome.NOTED;
    });
  }

  private static boolean isTaken(Handle handle, UUID id, String name) {
    return handle
        .createQuery(
            "/* collection.is_taken */ SELECT EXISTS (SELECT FROM collection"
                + " WHERE name = :name AND id <> :id)")
        .bind("name", name)
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  /** Forgets what people put together; what notes say stays. */
  boolean remove(UUID id) {
    return database.transaction(handle -> {
      handle
          .createUpdate(
              "/* collection_item.clear */ DELETE FROM collection_item"
                  + " WHERE collection_id = :id")
          .bind("id", id)
          .execute();
      return handle
              .createUpdate(
                  "/* collection.unmake */ UPDATE collection SET made = false WHERE id = :id")
              .bind("id", id)
              .execute()
          == 1;
    });
  }

  /** Puts items in; those that do not exist or stand on no shelf are passed over. */
  void add(UUID id, List<ItemId> items) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* collection_item.add */ INSERT INTO collection_item (collection_id, item_id)"
                    + " SELECT collection.id, item.id FROM collection, item"
                    + " WHERE collection.id = :id AND item.id = ANY(:items) AND item.shelved"
                    + " ON CONFLICT DO NOTHING")
            .bind("id", id)
            .bindArray("items", UUID.class, items.stream().map(ItemId::value).toList())
            .execute());
  }

  Outcome takeOut(UUID id, ItemId item) {
    return database.transaction(handle -> {
      handle
          .createUpdate(
              "/* collection_item.take_out */ DELETE FROM collection_item"
                  + " WHERE collection_id = :id AND item_id = :item")
          .bind("id", id)
          .bind("item", item.value())
          .execute();
      boolean noted =
          handle
              .createQuery(
                  "/* item.is_noted */ SELECT EXISTS (SELECT FROM item JOIN collection"
                      + " ON collection.name = item.collection"
                      + " WHERE item.id = :item AND collection.id = :id)")
              .bind("id", id)
              .bind("item", item.value())
              .mapTo(Boolean.class)
              .one();
      return noted ? Outcome.NOTED : Outcome.DONE;
    });
  }

  /** Makes the collections that notes name, in the transaction of the handle. */
  static void note(Handle handle, Collection<String> names) {
    // In one order, so that two scans never wait for each other.
    TreeSet<String> distinct = new TreeSet<>(names);
    distinct.remove("");
    if (distinct.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "/* collection.note */ INSERT INTO collection (id, name, sort_key, made)"
                + " VALUES (gen_random_uuid(), :name, :sortKey, false) ON CONFLICT DO NOTHING");
    distinct.forEach(name -> batch.bind("name", name).bind("sortKey", Folding.sortKey(name)).add());
    batch.execute();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("sort_key"),
        row.getBoolean("made"),
        row.getInt("items"),
        row.getArray("covers") == null
            ? List.of()
            : Arrays.stream((UUID[]) row.getArray("covers").getArray()).map(ItemId::new).toList(),
        row.getBoolean("contains"));
  }
}
