package medianest.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import medianest.db.Database;
import medianest.http.Problem;
import medianest.identify.Films;
import medianest.identify.Folder;
import medianest.identify.Named;

/** The items, for the features that play, watch and upload them. */
public final class Items {

  /** So many of the newest are offered. */
  private static final int LATEST = 24;

  private final ItemStore store;
  private final DetailStore details;
  private final CollectionStore collections;
  private final ScanStore scans;
  private final FileProbe probe;
  private final Clock clock;
  private final ItemPages pages;

  private Items(
      ItemStore store,
      DetailStore details,
      CollectionStore collections,
      ScanStore scans,
      FileProbe probe,
      Clock clock,
      ItemPages pages) {
    this.store = store;
    this.details = details;
    this.collections = collections;
    this.scans = scans;
    this.probe = probe;
    this.clock = clock;
    this.pages = pages;
  }

  public static Items of(Database database, MediaReader reader, Clock clock, ItemPages pages) {
    return new Items(
        new ItemStore(database),
        new DetailStore(database),
        new CollectionStore(database),
        new ScanStore(database),
        new FileProbe(reader),
        clock,
        pages);
  }

  ItemPage page(ItemQuery query) {
    return pages.get(query, () -> store.page(query));
  }

  /** Has lists read anew, since items came, went or changed. */
  public void changed() {
    pages.drop();
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

  List<Item> episodes(ItemId series, int season, int number, UUID after, int limit) {
    return details.episodes(series, season, number, after, limit);
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
    MediaFile file = ItemId.parse(id).flatMap(store::file).orElseThrow(Items::unknown);
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

  /** What became of a file that was to be an item. */
  public record Outcome(ItemState state, String reason) {}

  /**
   * Looks into a file that already lies in the folder of a library, and makes it an item if it can
   * be played.
   *
   * @param name what the person who brought it calls it
   */
  public Outcome addFile(Library library, Path file, UUID id, String name) throws IOException {
    FileFacts facts = probe.look(file);
    if (facts.state() == ItemState.READY) {
      Path root = library.path().toRealPath();
      String fileName = StoredText.of(name);
      FoundFile found =
          new FoundFile(
              file,
              RawPath.below(root, file.toRealPath()),
              Files.size(file),
              Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS),
              FoundFolder.root(List.of(fileName), Map.of()),
              0);
      Named named = Films.of(Folder.root(List.of(fileName))).getFirst().as(Named.Kind.VIDEO);
      ScanStore.Looked looked =
          new ScanStore.Looked(found, fileName, Identity.of(named), facts, null);
      scans.add(library.id(), id, looked, clock.instant().truncatedTo(ChronoUnit.MICROS));
      changed();
    }
    return new Outcome(facts.state(), facts.reason() == null ? "" : facts.reason());
  }

  static Problem unknown() {
    return Problem.notFound("There is no such item.");
  }
}
