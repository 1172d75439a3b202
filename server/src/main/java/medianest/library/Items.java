package medianest.library;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import medianest.cache.Cache;
import medianest.cache.CacheMetrics;
import medianest.db.Database;
import medianest.http.Problem;

/** The items, for the features that play, watch and upload them. */
public final class Items {

  /** So many of the newest are offered. */
  private static final int LATEST = 24;

  /** Other nodes may learn so much later that a file moved. */
  private static final Duration FILES_KNOWN = Duration.ofSeconds(2);

  private static final int MOST_FILES = 10_000;
  private static final String FILES = "files";

  /**
   * So long a place far down a list may be off by what came and went; counting anew takes longer
   * than all jumps of that time.
   */
  private static final Duration ANCHORS_KNOWN = Duration.ofSeconds(30);

  private static final long MOST_ANCHORS = 40_000;

  private record ItemList(ItemFilter filter, ItemSort sort) {}

  private final ItemStore store;
  private final DetailStore details;
  private final CollectionStore collections;
  private final ItemPages pages;
  private final Cache<ItemId, MediaFile> files;

  private Items(
      ItemStore store,
      DetailStore details,
      CollectionStore collections,
      ItemPages pages,
      Cache<ItemId, MediaFile> files) {
    this.store = store;
    this.details = details;
    this.collections = collections;
    this.pages = pages;
    this.files = files;
  }

  /** Connects the parts. */
  public static Items of(Database database, ItemPages pages, CacheMetrics metrics) {
    AnchorStore anchors = new AnchorStore(database);
    Cache<ItemList, List<AnchorStore.Anchor>> counted =
        Cache.of(
            "item_anchors", new Cache.Bound<>(MOST_ANCHORS, List::size), ANCHORS_KNOWN, metrics);
    return new Items(
        new ItemStore(
            database,
            (filter, sort) ->
                counted.get(
                    new ItemList(filter, sort), list -> anchors.all(list.filter(), list.sort()))),
        new DetailStore(database),
        new CollectionStore(database),
        pages,
        Cache.tagged(
            "item_files",
            Cache.Bound.ofCount(MOST_FILES),
            FILES_KNOWN,
            file -> Set.of(FILES),
            metrics));
  }

  ItemPage page(ItemQuery query) {
    return pages.get(query, () -> store.page(query));
  }

  /** Has lists read anew, since items came, went or changed. */
  public void changed() {
    pages.drop();
    files.dropTag(FILES);
  }

  DetailStore.Detailed detailed(String id) {
    return ItemId.parse(id).flatMap(details::find).orElseThrow(Items::unknown);
  }

  List<DetailStore.Piece> pieces(DetailStore.Detailed of) {
    return details.pieces(of);
  }

  Map<UUID, String> collections(ItemId item) {
    return collections.of(item);
  }

  List<DetailStore.Season> seasons(ItemId series, UUID account) {
    return details.seasons(series, account);
  }

  Map<ItemId, DetailStore.Episodes> episodes(List<ItemId> series, UUID account) {
    return details.episodes(series, account);
  }

  List<ItemStore.Row> episodes(ItemId series, int season, long position, UUID after, int limit) {
    return details.episodes(series, season, position, after, limit);
  }

  /** The newest that lists show. */
  public List<Item> latest() {
    return page(ItemQuery.latest(LATEST)).items();
  }

  /** The items with these ids that lists show, in the order of the ids. */
  public List<Item> byIds(List<ItemId> ids) {
    return store.byIds(ids);
  }

  /**
   * The item's file, which lies in the folder of its library.
   *
   * @throws Problem 404 where there is no such item, or the file is gone
   */
  public MediaFile file(String id) {
    ItemId item = ItemId.parse(id).orElseThrow(Items::unknown);
    MediaFile file = files.get(item, known -> store.file(known).orElseThrow(Items::unknown));
    if (!inside(file)) {
      throw Problem.notFound("The file of this item is gone; its library needs a scan.");
    }
    return file;
  }

  /** A link that was put in the file's place since the scan must not lead out of the folder. */
  private static boolean inside(MediaFile file) {
    try {
      return file.path().toRealPath().startsWith(file.root().toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  static Problem unknown() {
    return Problem.notFound("There is no such item.");
  }
}
