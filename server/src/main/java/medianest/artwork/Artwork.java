package medianest.artwork;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import medianest.cache.Cache;
import medianest.cache.CacheMetrics;
import medianest.db.Database;
import medianest.ffmpeg.Ffmpeg;

/** The pictures of the items: made in the background, found by item. */
public final class Artwork implements AutoCloseable {

  private static final Duration KNOWN = Duration.ofSeconds(10);
  private static final int MOST_KNOWN = 50_000;

  private final ArtworkStore store;
  private final PictureFolders folders;
  private final Studio studio;
  private final Portraits portraits;
  private final Thread worker;
  private final Cache<UUID, Optional<Shown>> known;

  private Artwork(
      ArtworkStore store,
      PictureFolders folders,
      Studio studio,
      Portraits portraits,
      Cache<UUID, Optional<Shown>> known) {
    this.store = store;
    this.folders = folders;
    this.studio = studio;
    this.portraits = portraits;
    this.worker = Thread.ofPlatform().daemon().name("artwork").unstarted(studio);
    this.known = known;
  }

  /**
   * What an item has, for lists.
   *
   * @param pictures the folder of its pictures, for addresses
   * @param borrowed whether they are those of another item, and what else is there is not its own
   */
  public record Shown(
      String pictures,
      boolean cover,
      boolean still,
      boolean backdrop,
      boolean logo,
      boolean borrowed) {}

  /**
   * Connects the parts.
   *
   * @param folder in which all pictures are kept
   */
  public static Artwork of(
      Database database,
      Path folder,
      Ffmpeg ffmpeg,
      Videos videos,
      Clock clock,
      CacheMetrics metrics)
      throws IOException {
    ArtworkStore store = new ArtworkStore(database);
    PictureFolders folders = new PictureFolders(folder);
    return new Artwork(
        store,
        folders,
        new Studio(store, folders, ffmpeg, videos, clock),
        new Portraits(
            new PortraitStore(database), new PictureMaker(ffmpeg), folder.resolve("people")),
        Cache.of("artwork_items", Cache.Bound.ofCount(MOST_KNOWN), KNOWN, metrics));
  }

  /** Begins to make what is missing, in the background. */
  public void begin() {
    worker.start();
  }

  /** There may be new items. */
  public void poke() {
    studio.poke();
  }

  /** Items that are left alone, since the server ended each time that it made their pictures. */
  public int abandoned() {
    return studio.abandoned();
  }

  /** The pictures of people. */
  public Portraits portraits() {
    return portraits;
  }

  /** Those of the items that have pictures. */
  public Map<UUID, Shown> shown(List<UUID> items) {
    return store.shown(items);
  }

  Optional<Shown> shown(UUID item) {
    return known.get(item, id -> Optional.ofNullable(store.shown(List.of(id)).get(id)));
  }

  /** Somebody looks at the item; a good moment to notice a new poster beside its file. */
  public void lookAgain(UUID item) {
    studio.lookAgain(item);
  }

  Optional<PictureList> list(Shown shown) {
    return shown.borrowed()
        ? Optional.of(
            new PictureList(shown.cover(), shown.still(), shown.backdrop(), false, List.of(), null))
        : folders.find(shown.pictures());
  }

  /** A picture of an item; empty where it has no such. */
  Optional<Path> picture(UUID item, String pictures, String file) {
    return shown(item).filter(has -> has.pictures().equals(pictures)).isPresent()
        ? folders.picture(pictures, file)
        : Optional.empty();
  }

  @Override
  public void close() {
    worker.interrupt();
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
