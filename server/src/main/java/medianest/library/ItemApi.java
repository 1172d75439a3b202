package medianest.library;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** Items over HTTP: lists, and one with all that is known of it. */
public final class ItemApi {

  private static final UUID NONE = new UUID(0, 0);
  private static final int LONGEST_QUERY = 200;
  private static final double MICROS = 1_000_000;

  private final Items items;
  private final WatchStates watchStates;
  private final ItemPictures pictures;

  public ItemApi(Items items, WatchStates watchStates, ItemPictures pictures) {
    this.items = items;
    this.watchStates = watchStates;
    this.pictures = pictures;
  }

  public void addTo(Routes routes) {
    routes.add(
        "GET",
        "/api/v1/media",
        Policy.MEMBER,
        this::list,
        "library",
        "kind",
        "query",
        "sort",
        "limit",
        "cursor");
    routes.add("GET", "/api/v1/media/{id}", Policy.MEMBER, this::one);
  }

  record ItemList(List<ItemView> items, @Nullable String next, long total) {}

  /** Where the caller is in an item, as it goes out. */
  public record WatchView(double positionSeconds, boolean played, Instant updatedAt) {

    public static WatchView of(WatchStates.WatchState state) {
      return new WatchView(state.positionUs() / MICROS, state.played(), state.updatedAt());
    }
  }

  /** An item as it goes out. */
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
      Instant addedAt,
      @Nullable WatchView watch,
      ItemPictures.@Nullable Pictures pictures) {}

  record ChapterView(double startSeconds, String title) {}

  record ItemDetail(
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
      Instant addedAt,
      @Nullable WatchView watch,
      ItemPictures.@Nullable Pictures pictures,
      @Nullable String reason,
      String container,
      List<TrackFacts> tracks,
      List<ChapterView> chapters) {}

  private Response list(Request request) {
    ItemPage page = items.page(query(request));
    return new Response.Json(new ItemList(views(request, page.items()), page.next(), page.total()));
  }

  /** The items with what the caller has seen of them. */
  public List<ItemView> views(Request request, List<Item> items) {
    List<ItemId> ids = items.stream().map(Item::id).toList();
    Map<ItemId, WatchStates.WatchState> watched = watchStates.of(request.caller().userId(), ids);
    Map<ItemId, ItemPictures.Pictures> pictured = pictures.of(ids);
    return items.stream()
        .map(item -> view(item, watched.get(item.id()), pictured.get(item.id())))
        .toList();
  }

  private static ItemView view(
      Item item,
      WatchStates.@Nullable WatchState watched,
      ItemPictures.@Nullable Pictures pictured) {
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
        item.addedAt(),
        watched == null ? null : WatchView.of(watched),
        pictured);
  }

  private Response one(Request request) {
    ItemStore.Detailed found = items.detailed(request.path("id"));
    ItemView item = views(request, List.of(found.item())).getFirst();
    String container = found.container();
    return new Response.Json(
        new ItemDetail(
            item.id(),
            item.title(),
            item.year(),
            item.kind(),
            item.state(),
            item.libraryId(),
            item.fileName(),
            item.sizeBytes(),
            item.durationSeconds(),
            item.width(),
            item.height(),
            item.addedAt(),
            item.watch(),
            item.pictures(),
            found.reason(),
            container == null ? "unknown" : container.toLowerCase(Locale.ROOT),
            found.details().tracks(),
            found.details().chapters().stream()
                .map(each -> new ChapterView(each.startUs() / MICROS, each.title()))
                .toList()));
  }

  private static ItemQuery query(Request request) {
    String library = request.query("library");
    String kind = request.query("kind");
    String sort = request.query("sort");
    String query = request.query("query");
    String cursor = request.query("cursor");
    if (query != null && query.length() > LONGEST_QUERY) {
      throw Problem.invalid("A search can have at most " + LONGEST_QUERY + " characters.");
    }
    return new ItemQuery(
        library == null ? null : TimeOrderedIds.parse(library).orElse(NONE),
        kind == null ? null : kind(kind),
        query == null ? "" : Folding.words(query),
        sort == null ? ItemSort.TITLE : sort(sort),
        PageLimitApi.of(request),
        cursor == null ? null : Cursor.parse(cursor));
  }

  private static ItemKind kind(String word) {
    return ItemKind.of(word)
        .orElseThrow(() -> Problem.invalid("The kind must be film, episode, video or audio."));
  }

  private static ItemSort sort(String word) {
    return ItemSort.of(word)
        .orElseThrow(() -> Problem.invalid("The order must be title, added, duration or size."));
  }

  private static @Nullable Double seconds(@Nullable Long micros) {
    return micros == null ? null : micros / MICROS;
  }
}
