package medianest.progress;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.library.Covers;
import medianest.library.ItemApi;
import medianest.library.ItemId;
import medianest.library.Items;
import medianest.library.StoredText;
import org.jspecify.annotations.Nullable;

/** Playlists over HTTP; each is its maker's own. */
public final class PlaylistApi {

  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_PLAYLISTS = 500;
  private static final double MICROS = 1_000_000;

  private final PlaylistStore store;
  private final PlaylistOrderStore order;
  private final Items items;
  private final ItemApi itemApi;
  private final Clock clock;

  public PlaylistApi(Database database, Items items, ItemApi itemApi, Clock clock) {
    this.store = new PlaylistStore(database);
    this.order = new PlaylistOrderStore(database);
    this.items = items;
    this.itemApi = itemApi;
    this.clock = clock;
  }

  public void addTo(Routes routes) {
    String one = "/api/v1/playlists/{id}";
    String held = one + "/items";
    routes.add("GET", "/api/v1/playlists", Policy.MEMBER, this::all, "item");
    routes.add("POST", "/api/v1/playlists", Policy.MEMBER, this::make);
    routes.add("GET", one, Policy.MEMBER, this::one);
    routes.add("PUT", one, Policy.MEMBER, this::rename);
    routes.add("DELETE", one, Policy.MEMBER, this::remove);
    routes.add("GET", held, Policy.MEMBER, this::items, "limit", "cursor");
    routes.add("POST", held, Policy.MEMBER, this::add);
    routes.add("PUT", held + "/{item}", Policy.MEMBER, this::move);
    routes.add("DELETE", held + "/{item}", Policy.MEMBER, this::takeOut);
  }

  record PlaylistForm(@Nullable String name, @Nullable List<String> items) {}

  record ItemsForm(@Nullable List<String> items) {}

  record PlaceForm(@Nullable String before) {}

  /**
   * A playlist as it goes out.
   *
   * @param contains whether the item that was asked for is in it
   * @param covers its first items, whose pictures stand for it
   */
  record PlaylistView(
      String id,
      String name,
      Instant createdAt,
      int itemCount,
      double durationSeconds,
      boolean contains,
      List<ItemApi.ItemView> covers) {}

  record PlaylistList(List<PlaylistView> items) {}

  record ItemPage(List<ItemApi.ItemView> items, @Nullable String next) {}

  private Response all(Request request) {
    String item = request.query("item");
    UUID wanted = item == null ? null : ItemId.parse(item).orElseThrow(PlaylistApi::gone).value();
    return new Response.Json(new PlaylistList(views(request, store.all(account(request), wanted))));
  }

  private List<PlaylistView> views(Request request, List<PlaylistStore.Playlist> found) {
    Covers covers =
        new Covers(
            found.stream().flatMap(each -> each.covers().stream()),
            ids -> itemApi.views(request, items.byIds(ids)));
    return found.stream()
        .map(each ->
            new PlaylistView(
                each.id().toString(),
                each.name(),
                each.createdAt(),
                each.items(),
                each.durationUs() / MICROS,
                each.contains(),
                covers.of(each.covers())))
        .toList();
  }

  private PlaylistStore.Playlist found(Request request) {
    return store.find(account(request), id(request)).orElseThrow(PlaylistApi::unknown);
  }

  private Response one(Request request) {
    return new Response.Json(views(request, List.of(found(request))).getFirst());
  }

  private Response make(Request request) {
    PlaylistForm form = request.json(PlaylistForm.class);
    String name = StoredText.name(form.name(), "A playlist's");
    List<ItemId> wanted = ids(form.items());
    UUID account = account(request);
    if (store.all(account, null).size() >= MOST_PLAYLISTS) {
      throw new Problem(
          409, "too-many-playlists", "There can be at most " + MOST_PLAYLISTS + " playlists.");
    }
    UUID id = ItemId.next(clock).value();
    store.make(account, id, name, clock.instant().truncatedTo(ChronoUnit.MICROS));
    require(order.add(account, id, wanted));
    PlaylistStore.Playlist made = store.find(account, id).orElseThrow(PlaylistApi::unknown);
    return new Response.Json(201, views(request, List.of(made)).getFirst());
  }

  private Response rename(Request request) {
    String name = StoredText.name(request.json(PlaylistForm.class).name(), "A playlist's");
    if (!store.rename(account(request), id(request), name)) {
      throw unknown();
    }
    return new Response.Empty(204);
  }

  private Response remove(Request request) {
    if (!store.remove(account(request), id(request))) {
      throw unknown();
    }
    return new Response.Empty(204);
  }

  private Response items(Request request) {
    UUID id = found(request).id();
    int limit = ItemApi.limit(request);
    String text = request.query("cursor");
    PlaylistCursor from = text == null ? PlaylistCursor.START : PlaylistCursor.parse(text);
    List<PlaylistStore.Entry> found = store.entries(id, from.position(), from.item(), limit + 1);
    boolean more = found.size() > limit;
    List<PlaylistStore.Entry> shown = more ? found.subList(0, limit) : found;
    List<ItemId> ids = shown.stream().map(PlaylistStore.Entry::item).toList();
    String next = more ? PlaylistCursor.after(shown.getLast()).text() : null;
    return new Response.Json(new ItemPage(itemApi.views(request, items.byIds(ids)), next));
  }

  private Response add(Request request) {
    List<ItemId> wanted = ids(request.json(ItemsForm.class).items());
    require(order.add(account(request), id(request), wanted));
    return new Response.Empty(204);
  }

  private Response move(Request request) {
    String before = request.json(PlaceForm.class).before();
    require(
        order.move(
            account(request),
            id(request),
            item(request),
            before == null ? null : ItemId.parse(before).orElseThrow(PlaylistApi::gone)));
    return new Response.Empty(204);
  }

  private Response takeOut(Request request) {
    if (!order.takeOut(account(request), id(request), item(request))) {
      throw gone();
    }
    return new Response.Empty(204);
  }

  private static void require(PlaylistOrderStore.Outcome outcome) {
    switch (outcome) {
      case DONE -> {}
      case UNKNOWN -> throw unknown();
      case FULL ->
          throw new Problem(409, "playlist-full", "This playlist is full; begin another one.");
    }
  }

  private static List<ItemId> ids(@Nullable List<String> texts) {
    List<String> wanted = texts == null ? List.of() : texts;
    if (wanted.size() > MOST_AT_ONCE) {
      throw Problem.invalid("At most " + MOST_AT_ONCE + " items can be put in at once.");
    }
    return wanted.stream().map(each -> ItemId.parse(each).orElseThrow(PlaylistApi::gone)).toList();
  }

  private static UUID account(Request request) {
    return UUID.fromString(request.caller().userId());
  }

  private static UUID id(Request request) {
    return ItemId.parse(request.path("id")).orElseThrow(PlaylistApi::unknown).value();
  }

  private static ItemId item(Request request) {
    return ItemId.parse(request.path("item")).orElseThrow(PlaylistApi::gone);
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such playlist, or the item is not in it.");
  }

  private static Problem gone() {
    return Problem.notFound("There is no such item.");
  }
}
