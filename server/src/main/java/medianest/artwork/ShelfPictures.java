package medianest.artwork;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pictures of series and seasons of the files in their folders and of what a catalogue
 * gave. Where there are none a season has those of its series, and whoever is left without one the
 * still of the first episode; these are borrowed, not copied.
 */
final class ShelfPictures {

  private static final Logger LOG = LoggerFactory.getLogger(ShelfPictures.class);

  private final ArtworkStore store;
  private final ShelfArtworkStore shelves;
  private final PictureFolders folders;
  private final PictureMaker maker;
  private final Videos videos;
  private final PictureFiles.Finder beside;
  private final Clock clock;

  ShelfPictures(
      ArtworkStore store,
      PictureFolders folders,
      PictureMaker maker,
      Videos videos,
      PictureFiles.Finder beside,
      Clock clock) {
    this.store = store;
    this.shelves = store.shelves();
    this.folders = folders;
    this.maker = maker;
    this.videos = videos;
    this.beside = beside;
    this.clock = clock;
  }

  /** What the pictures of an item are made of; empty for what is neither series nor season. */
  Optional<String> state(UUID item) {
    return videos.shelf(item).map(shelf -> pictures(item, shelf).state());
  }

  private SidePictures pictures(UUID item, Videos.Shelf shelf) {
    return beside.of(shelf).or(SidePictures.given(videos.given(item)));
  }

  /** An episode has new pictures, which its series and its season may show. */
  void wakeAfter(UUID episode) {
    shelves.wakeAfter(episode);
  }

  /** Makes those of some that wait, series before their seasons; answers whether there were any. */
  boolean some(Instant failedBefore, int most) throws InterruptedException {
    List<UUID> waiting = shelves.waiting(failedBefore, most);
    for (UUID item : waiting) {
      make(new ArtworkStore.Waiting(item, 0, 0));
    }
    return !waiting.isEmpty();
  }

  private void make(ArtworkStore.Waiting waiting) throws InterruptedException {
    try {
      Videos.Shelf shelf =
          videos.shelf(waiting.item()).orElseThrow(() -> new IOException("It has no episodes."));
      make(waiting, shelf);
      if (shelf.season().isEmpty()) {
        shelves.wakeSeasons(waiting.item());
      }
    } catch (InterruptedException e) {
      store.handBack(waiting.item());
      throw e;
    } catch (IOException | RuntimeException e) {
      LOG.info("No pictures of {}: {}", waiting.item(), e.toString());
      store.failed(waiting, String.valueOf(e.getMessage()), clock.instant());
    }
  }

  private void make(ArtworkStore.Waiting waiting, Videos.Shelf shelf)
      throws IOException, InterruptedException {
    SidePictures side = pictures(waiting.item(), shelf);
    PictureList list =
        side.isNone()
            ? new PictureList(false, false, false, false, List.of(), null)
            : draw(waiting, side);
    if (!list.cover() && !list.still() && !list.backdrop()) {
      shelves.borrow(waiting.item(), lender(shelf), side.state(), clock.instant());
    }
  }

  private PictureList draw(ArtworkStore.Waiting waiting, SidePictures side)
      throws IOException, InterruptedException {
    List<byte[]> covers = Studio.read(side.cover());
    List<byte[]> stills = Studio.read(side.still());
    List<byte[]> backdrops = Studio.read(side.backdrop());
    List<byte[]> logos = Studio.read(side.logo());
    String name =
        new Fingerprint().pictures(covers).pictures(stills).pictures(backdrops).logo(logos).name();
    Optional<PictureList> known = folders.find(name);
    if (known.isEmpty()) {
      store.begin(waiting, clock.instant());
      Path work = folders.work(name);
      try {
        Drawing drawing = new Drawing(maker, work);
        drawing.cover(covers);
        drawing.still(stills);
        drawing.backdrop(backdrops);
        drawing.logo(logos);
        known = Optional.of(drawing.list());
        folders.publish(work, name, drawing.list());
      } finally {
        PictureFolders.remove(work);
      }
    }
    store.done(waiting, name, known.get(), side.state(), clock.instant());
    return known.get();
  }

  /** Whose pictures stand for one that has none. */
  private Optional<Artwork.Shown> lender(Videos.Shelf shelf) {
    if (shelf.season().isPresent()) {
      Optional<Artwork.Shown> series =
          Optional.ofNullable(store.shown(List.of(shelf.series())).get(shelf.series()))
              .filter(shown -> !shown.borrowed());
      if (series.isPresent()) {
        return series;
      }
    }
    return shelves.firstStill(shelf.series(), shelf.season());
  }
}
