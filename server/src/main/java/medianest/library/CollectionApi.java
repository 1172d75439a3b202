package medianest.library;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** Collections over HTTP: everybody sees them, admins put them together. */
public final class CollectionApi {

  private static final int MOST_AT_ONCE = 500;

  private final CollectionStore store;
  private final Items items;
  private final ItemApi itemApi;
  private final Clock clock;

  public CollectionApi(Database database, Items items, ItemApi itemApi, Clock clock) {
    this.store = new CollectionStore(database);
    this.items = items;
    this.itemApi = itemApi;
    this.clock = clock;
  }

  public void addTo(Routes routes) {
    String one = "/api/v1/collections/{id}";
    String item = one + "/items/{item}";
    routes.add("GET", "/api/v1/collections", Policy.MEMBER, this::all, "item", "limit", "cursor");
    routes.add("POST", "/api/v1/collections", Policy.ADMIN, this::make);
    routes.add("GET", one, Policy.MEMBER, this::one);
    routes.add("PUT", one, Policy.ADMIN, this::rename);
    routes.add("DELETE", one, Policy.ADMIN, this::remove);
    routes.add("PUT", item, Policy.ADMIN, this::add);
    routes.add("DELETE", item, Policy.ADMIN, this::takeOut);
  }

  record CollectionForm(@Nullable String name, @Nullable List<String> items) {}

  /**
   * A collection as it goes out.
   *
   * @param contains whether the item that was asked for is in it
   * @param covers its first items, whose pictures stand for it
   */
  record CollectionView(
      String id,
      String name,
      boolean made,
      int itemCount,
      boolean contains,
      List<ItemApi.ItemView> covers) {}

  record CollectionPage(List<CollectionView> items, @Nullable String next) {}

  private Response all(Request request) {
    int limit = PageLimitApi.of(request);
    String cursor = request.query("cursor");
    String item = request.query("item");
    Cursor from = cursor == null ? new Cursor(0, new UUID(0, 0), "") : Cursor.parse(cursor);
    List<CollectionStore.Kept> found =
        store.page(
            from.position(),
            from.after(),
            limit + 1,
            item == null ? null : ItemId.parse(item).orElseThrow(Items::unknown).value());
    boolean more = found.size() > limit;
    List<CollectionStore.Kept> shown = more ? found.subList(0, limit) : found;
    String next =
        more ? new Cursor(0, shown.getLast().id(), shown.getLast().sortKey()).text() : null;
    return new Response.Json(new CollectionPage(views(request, shown), next));
  }

  private List<CollectionView> views(Request request, List<CollectionStore.Kept> found) {
    Covers covers =
        new Covers(
            found.stream().flatMap(each -> each.covers().stream()),
            ids -> itemApi.views(request, items.byIds(ids)));
    return found.stream()
        .map(each ->
            new CollectionView(
                each.id().toString(),
                each.name(),
                each.made(),
                each.items(),
                each.contains(),
                covers.of(each.covers())))
        .toList();
  }

  private Response one(Request request) {
    return new Response.Json(views(request, List.of(found(id(request)))).getFirst());
  }

  private CollectionStore.Kept found(UUID id) {
    return store.find(id).orElseThrow(CollectionApi::unknown);
  }

  private Response make(Request request) {
    CollectionForm form = request.json(CollectionForm.class);
    List<String> wanted = form.items() == null ? List.of() : form.items();
    if (wanted.size() > MOST_AT_ONCE) {
      throw Problem.invalid("At most " + MOST_AT_ONCE + " items can be put in at once.");
    }
    List<ItemId> ids =
        wanted.stream().map(each -> ItemId.parse(each).orElseThrow(Items::unknown)).toList();
    UUID id =
        store.make(TimeOrderedIds.next(clock), StoredText.name(form.name(), "A collection's"));
    store.add(id, ids);
    items.changed();
    return new Response.Json(201, views(request, List.of(found(id))).getFirst());
  }

  private Response rename(Request request) {
    String name = StoredText.name(request.json(CollectionForm.class).name(), "A collection's");
    UUID id = id(request);
    found(id);
    return switch (store.rename(id, name)) {
      case DONE -> changed();
      case NAME_TAKEN ->
          throw new Problem(
              409, "collection-exists", "There is a collection of that name already.");
      case NOTED ->
          throw new Problem(
              409,
              "collection-noted",
              "Notes beside the files give this collection its name; correct its items instead.");
    };
  }

  private Response remove(Request request) {
    if (!store.remove(id(request))) {
      throw unknown();
    }
    return changed();
  }

  private Response add(Request request) {
    UUID id = found(id(request)).id();
    ItemId item = item(request);
    if (items.byIds(List.of(item)).isEmpty()) {
      throw Items.unknown();
    }
    store.add(id, List.of(item));
    return changed();
  }

  private Response takeOut(Request request) {
    UUID id = found(id(request)).id();
    if (store.takeOut(id, item(request)) == CollectionStore.Outcome.NOTED) {
      throw new Problem(
          409,
          "collection-noted",
          "A note beside the file says that it belongs to this collection; correct the item"
              + " instead.");
    }
    return changed();
  }

  private Response changed() {
    items.changed();
    return new Response.Empty(204);
  }

  private static UUID id(Request request) {
    return TimeOrderedIds.parse(request.path("id")).orElseThrow(CollectionApi::unknown);
  }

  private static ItemId item(Request request) {
    return ItemId.parse(request.path("item")).orElseThrow(Items::unknown);
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such collection.");
  }
}
