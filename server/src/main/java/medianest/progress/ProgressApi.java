package medianest.progress;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import medianest.db.Database;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.library.Covers;
import medianest.library.Item;
import medianest.library.ItemApi;
import medianest.library.ItemId;
import medianest.library.Items;
import medianest.library.PersonalListsApi;
import medianest.library.WatchStates;
import medianest.library.WatchStates.Marks;
import org.jspecify.annotations.Nullable;

/** Watch states and the home page's rows over HTTP. */
public final class ProgressApi {

  /** So many of what was begun are offered. */
  private static final int CONTINUE = 24;

  /** From here on it counts as played: what follows are the credits. */
  private static final double PLAYED = 0.9;

  private static final double MICROS = 1_000_000;

  /** A year; the position of nothing that people watch is later. */
  private static final double LATEST_SECONDS = 366 * 86_400.0;

  private final WatchStore store;
  private final MarkStore marks;
  private final NextUpStore nextUp;
  private final Items items;
  private final ItemApi itemApi;
  private final Clock clock;

  public ProgressApi(Database database, Items items, ItemApi itemApi, Clock clock) {
    this.store = new WatchStore(database);
    this.marks = new MarkStore(database);
    this.nextUp = new NextUpStore(database);
    this.items = items;
    this.itemApi = itemApi;
    this.clock = clock;
  }

  /** The watch states, for the lists of items. */
  public static WatchStates states(Database database) {
    return new WatchStore(database);
  }

  public void addTo(Routes routes, PersonalListsApi answers) {
    routes.add("PUT", "/api/v1/media/{id}/progress", Policy.MEMBER, this::put);
    routes.add("DELETE", "/api/v1/media/{id}/progress", Policy.MEMBER, this::remove);
    routes.add("PUT", "/api/v1/media/{id}/marks", Policy.MEMBER, this::mark);
    answers.add(routes, "/api/v1/home", this::home);
    answers.add(routes, "/api/v1/history", this::history, "limit", "cursor");
  }

  record ProgressForm(@Nullable Double positionSeconds, @Nullable Double durationSeconds) {}

  record Home(
      List<ItemApi.ItemView> continueWatching,
      List<ItemApi.ItemView> nextUp,
      List<ItemApi.ItemView> latest) {}

  record MarksForm(
      @Nullable Boolean favourite, @Nullable Boolean watchlist, @Nullable Integer rating) {}

  record History(List<ItemApi.ItemView> items, @Nullable String next) {}

  private Response put(Request request) {
    ProgressForm form = request.json(ProgressForm.class);
    Double position = form.positionSeconds();
    if (position == null) {
      throw Problem.invalid("The member positionSeconds is missing.");
    }
    Item item = item(request);
    Double duration =
        form.durationSeconds() == null ? seconds(item.durationUs()) : form.durationSeconds();
    requireSensible(position);
    requireSensible(duration == null ? 0 : duration);
    boolean atEnd = duration != null && duration > 0 && position >= PLAYED * duration;
    WatchStates.WatchState kept =
        store
            .put(
                caller(request),
                item.id(),
                Math.round(position * MICROS),
                atEnd,
                position > 0 && !atEnd,
                clock.instant().truncatedTo(ChronoUnit.MICROS))
            .orElseThrow(ProgressApi::unknown);
    return new Response.Json(ItemApi.WatchView.of(kept));
  }

  private Response remove(Request request) {
    store.remove(caller(request), item(request).id());
    return new Response.Empty(204);
  }

  /** What all rows show is looked up for all of them at once. */
  private Response home(Request request) {
    List<ItemId> begun = store.started(caller(request), CONTINUE);
    List<ItemId> next = nextUp.all(caller(request), CONTINUE);
    List<Item> latest = items.latest();
    Map<ItemId, Item> known = new LinkedHashMap<>();
    latest.forEach(each -> known.put(each.id(), each));
    items
        .byIds(
            Stream.concat(begun.stream(), next.stream())
                .distinct()
                .filter(id -> !known.containsKey(id))
                .toList())
        .forEach(each -> known.put(each.id(), each));
    Covers shown =
        new Covers(
            known.keySet().stream(), ids -> itemApi.views(request, List.copyOf(known.values())));
    return new Response.Json(
        new Home(
            shown.of(begun), shown.of(next), shown.of(latest.stream().map(Item::id).toList())));
  }

  /** What is not said stays as it was. */
  private Response mark(Request request) {
    MarksForm form = request.json(MarksForm.class);
    Integer rating = form.rating();
    if (rating != null && (rating < 0 || rating > 10)) {
      throw Problem.invalid("A rating must be a number from 1 to 10, or 0 for none.");
    }
    ItemId item = item(request).id();
    Marks before = marks.of(caller(request), List.of(item)).getOrDefault(item, Marks.NONE);
    Integer rated = rating == null ? before.rating() : rating == 0 ? null : rating;
    Marks wanted =
        new Marks(
            form.favourite() == null ? before.favourite() : form.favourite(),
            form.watchlist() == null ? before.watchlist() : form.watchlist(),
            rated);
    return new Response.Json(
        marks
            .put(caller(request), item, wanted, clock.instant())
            .orElseThrow(ProgressApi::unknown));
  }

  private Response history(Request request) {
    int limit = ItemApi.limit(request);
    String cursor = request.query("cursor");
    HistoryCursor from = cursor == null ? HistoryCursor.START : HistoryCursor.parse(cursor);
    List<WatchStore.Seen> seen =
        store.history(caller(request), from.before(), from.item(), limit + 1);
    boolean more = seen.size() > limit;
    List<WatchStore.Seen> shown = more ? seen.subList(0, limit) : seen;
    List<Item> found = items.byIds(shown.stream().map(WatchStore.Seen::item).toList());
    String next = more ? HistoryCursor.after(shown.getLast()).text() : null;
    return new Response.Json(new History(itemApi.views(request, found), next));
  }

  private Item item(Request request) {
    return ItemId.parse(request.path("id"))
        .flatMap(id -> items.byIds(List.of(id)).stream().findFirst())
        .orElseThrow(ProgressApi::unknown);
  }

  private static UUID caller(Request request) {
    return UUID.fromString(request.caller().userId());
  }

  private static void requireSensible(double seconds) {
    if (!(seconds >= 0 && seconds <= LATEST_SECONDS)) {
      throw Problem.invalid("A position or a duration must be a number of seconds from 0 on.");
    }
  }

  private static @Nullable Double seconds(@Nullable Long micros) {
    return micros == null ? null : micros / MICROS;
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such item.");
  }
}
