package medianest.library;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.identify.About;
import org.jspecify.annotations.Nullable;

/** Items over HTTP: lists, and one with all that is known of it. */
public final class ItemApi {

  private static final double MICROS = 1_000_000;

  private final Items items;
  private final WatchStates watchStates;
  private final ItemPictures pictures;
  private final PeoplePictures people;

  public ItemApi(
      Items items, WatchStates watchStates, ItemPictures pictures, PeoplePictures people) {
    this.people = people;
    this.items = items;
    this.watchStates = watchStates;
    this.pictures = pictures;
  }

  public void addTo(Routes routes, PersonalListsApi answers) {
    answers.add(routes, "/api/v1/media", this::list, ItemQueryApi.PARAMETERS);
    routes.add("GET", "/api/v1/media/{id}", Policy.MEMBER, this::one);
    answers.add(routes, "/api/v1/media/{id}/episodes", this::episodes, "season", "limit", "cursor");
  }

  record ItemList(List<ItemView> items, @Nullable String next, long total) {}

  /** Where the caller is in an item, as it goes out. */
  public record WatchView(double positionSeconds, boolean played, Instant updatedAt) {

    public static WatchView of(WatchStates.WatchState state) {
      return new WatchView(state.positionUs() / MICROS, state.played(), state.updatedAt());
    }
  }

  record EpisodeView(String seriesId, String seriesTitle, int season, int number, int lastNumber) {}

  record SeriesView(int seasonCount, int episodeCount, int watchedCount) {}

  /**
   * An item as it goes out.
   *
   * @param episode null for what is none
   * @param series null for what is none
   */
  public record ItemView(
      String id,
      String title,
      @Nullable Integer year,
      String kind,
      String state,
      String libraryId,
      String fileName,
      long sizeBytes,
      @Nullable Double durationSeconds,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable LocalDate airedOn,
      @Nullable Double rating,
      @Nullable EpisodeView episode,
      @Nullable SeriesView series,
      Instant addedAt,
      @Nullable WatchView watch,
      WatchStates.Marks marks,
      ItemPictures.@Nullable Pictures pictures) {}

  private Response list(Request request) {
    ItemPage page = items.page(ItemQueryApi.read(request));
    return new Response.Json(new ItemList(views(request, page.items()), page.next(), page.total()));
  }

  /** The items with what the caller has seen of them. */
  public List<ItemView> views(Request request, List<Item> items) {
    return views(request, items, pictures.of(ids(items)));
  }

  private static List<ItemId> ids(List<Item> items) {
    return items.stream().map(Item::id).toList();
  }

  private List<ItemView> views(
      Request request, List<Item> items, Map<ItemId, ItemPictures.Pictures> pictured) {
    Map<ItemId, WatchStates.Between> between =
        watchStates.of(request.caller().userId(), ids(items));
    List<ItemId> series =
        items.stream().filter(each -> each.kind() == ItemKind.SERIES).map(Item::id).toList();
    Map<ItemId, DetailStore.Episodes> episodes =
        series.isEmpty() ? Map.of() : this.items.episodes(series, caller(request));
    return items.stream()
        .map(item ->
            view(
                item,
                between.getOrDefault(item.id(), WatchStates.Between.NOTHING),
                episodes.get(item.id()),
                pictured.get(item.id())))
        .toList();
  }

  private static ItemView view(
      Item item,
      WatchStates.Between between,
      DetailStore.@Nullable Episodes episodes,
      ItemPictures.@Nullable Pictures pictured) {
    Item.Episode place = item.episode();
    WatchStates.WatchState watched = between.watch();
    return new ItemView(
        item.id().toString(),
        item.title(),
        item.year(),
        item.kind().word(),
        item.state().word(),
        item.libraryId().toString(),
        item.fileName(),
        item.sizeBytes(),
        seconds(item.durationUs()),
        item.width(),
        item.height(),
        item.aired(),
        item.rating(),
        place == null
            ? null
            : new EpisodeView(
                place.series().toString(),
                place.seriesTitle(),
                place.season(),
                place.number(),
                place.last()),
        episodes == null
            ? null
            : new SeriesView(episodes.seasons(), episodes.episodes(), episodes.watched()),
        item.addedAt(),
        watched == null ? null : WatchView.of(watched),
        between.marks(),
        pictured);
  }

  private Response one(Request request) {
    DetailStore.Detailed found = items.detailed(request.path("id"));
    List<DetailStore.Piece> pieces = items.pieces(found);
    boolean series = found.item().kind() == ItemKind.SERIES;
    List<DetailStore.Season> seasons =
        series ? items.seasons(found.item().id(), caller(request)) : List.of();
    List<Item> shown = new ArrayList<>(List.of(found.item()));
    if (series) {
      shown.addAll(next(request, found.item().id()));
    }
    List<ItemId> pictured = new ArrayList<>(ids(shown));
    seasons.forEach(each -> pictured.add(new ItemId(each.id())));
    Map<ItemId, ItemPictures.Pictures> allPictures = pictures.of(pictured);
    List<ItemView> views = views(request, shown, allPictures);
    return new Response.Json(
        ItemDetail.of(
            views.getFirst(),
            found,
            new ItemDetail.Around(
                pieces,
                seasons,
                allPictures,
                people.of(found.about().about().cast().stream().map(About.Person::name).toList()),
                items.collections(found.item().id()),
                views.size() > 1 ? views.getLast() : null)));
  }

  /** The episode to go on with, if there is one. */
  private List<Item> next(Request request, ItemId series) {
    return watchStates
        .next(request.caller().userId(), series)
        .map(List::of)
        .map(items::byIds)
        .orElse(List.of());
  }

  /** How many items a list is to have at most. */
  public static int limit(Request request) {
    return PageLimitApi.of(request);
  }

  record EpisodeList(List<ItemView> items, @Nullable String next) {}

  private Response episodes(Request request) {
    ItemId series = ItemId.parse(request.path("id")).orElseThrow(Items::unknown);
    int limit = PageLimitApi.of(request);
    String cursor = request.query("cursor");
    Cursor from = cursor == null ? new Cursor(0, new UUID(0, 0), "-1") : Cursor.parse(cursor);
    List<ItemStore.Row> found =
        items.episodes(
            series, number(request.query("season")), from.number(), from.after(), limit + 1);
    boolean more = found.size() > limit;
    List<ItemStore.Row> shown = more ? found.subList(0, limit) : found;
    String next = more ? next(shown.getLast()) : null;
    return new Response.Json(
        new EpisodeList(views(request, shown.stream().map(ItemStore.Row::item).toList()), next));
  }

  private static String next(ItemStore.Row last) {
    return new Cursor(0, last.item().id().value(), last.position()).text();
  }

  private static int number(@Nullable String text) {
    try {
      return Integer.parseInt(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw Problem.invalid("The season must be a number.");
    }
  }

  static UUID caller(Request request) {
    return UUID.fromString(request.caller().userId());
  }

  static @Nullable Double seconds(@Nullable Long micros) {
    return micros == null ? null : micros / MICROS;
  }
}
