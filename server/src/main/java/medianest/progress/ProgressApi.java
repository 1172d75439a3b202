package medianest.progress;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.library.Item;
import medianest.library.ItemApi;
import medianest.library.ItemId;
import medianest.library.Items;
import medianest.library.WatchStates;
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
  private final Items items;
  private final ItemApi itemApi;
  private final Clock clock;

  public ProgressApi(Database database, Items items, ItemApi itemApi, Clock clock) {
    this.store = new WatchStore(database);
    this.items = items;
    this.itemApi = itemApi;
    this.clock = clock;
  }

  /** The watch states, for the lists of items. */
  public static WatchStates states(Database database) {
    return new WatchStore(database);
  }

  public void addTo(Routes routes) {
    routes.add("PUT", "/api/v1/media/{id}/progress", Policy.MEMBER, this::put);
    routes.add("DELETE", "/api/v1/media/{id}/progress", Policy.MEMBER, this::remove);
    routes.add("GET", "/api/v1/home", Policy.MEMBER, this::home);
  }

  record ProgressForm(@Nullable Double positionSeconds, @Nullable Double durationSeconds) {}

  record Home(List<ItemApi.ItemView> continueWatching, List<ItemApi.ItemView> latest) {}

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

  private Response home(Request request) {
    List<Item> begun = items.byIds(store.started(caller(request), CONTINUE));
    return new Response.Json(
        new Home(itemApi.views(request, begun), itemApi.views(request, items.latest())));
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
