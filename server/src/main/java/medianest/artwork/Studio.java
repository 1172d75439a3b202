package medianest.artwork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import medianest.ffmpeg.Ffmpeg;
import medianest.media.io.ByteSource;
import medianest.media.io.FileSource;
import medianest.media.io.MediaException;
import medianest.media.probe.Probe;
import medianest.media.probe.Sniffed;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pictures of one item after the other, the newest first. What is done is in the database, so
 * after an end of the process it goes on with the rest.
 */
final class Studio implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Studio.class);

  /** To find those that wait, all that are done are passed over: rarely, then. */
  private static final int TOGETHER = 100;

  /** As many before it looks for news: a scan that runs has some each moment. */
  private static final int AT_LEAST = 4;

  /** Whoever has news says so; what is due to be tried again, or came by another node, waits. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
  private static final Duration TRY_AGAIN = Duration.ofHours(1);

  /** How often it counts what is left alone, and how long nothing takes. */
  private static final Duration COUNT_AGAIN = Duration.ofMinutes(10);

  /** Where a film is looked at whose length nobody knows. */
  private static final long[] BLIND_TIMES_US = {
    600_000_000, 300_000_000, 120_000_000, 45_000_000, 20_000_000, 5_000_000, 0
  };

  private final ArtworkStore store;
  private final PictureFolders folders;
  private final Ffmpeg ffmpeg;
  private final Videos videos;
  private final Clock clock;
  private final PictureFiles.Finder beside;
  private final ShelfPictures shelves;
  private final Semaphore news = new Semaphore(0);

  private Instant countedAt = Instant.MIN;
  private volatile int abandoned;

  Studio(ArtworkStore store, PictureFolders folders, Ffmpeg ffmpeg, Videos videos, Clock clock) {
    this.store = store;
    this.folders = folders;
    this.ffmpeg = ffmpeg;
    this.videos = videos;
    this.clock = clock;
    this.beside = new PictureFiles.Finder(videos::isVideo);
    this.shelves =
        new ShelfPictures(store, folders, new PictureMaker(ffmpeg), videos, beside, clock);
  }

  /** Items that are left alone, since the server ended each time that it made their pictures. */
  int abandoned() {
    return abandoned;
  }

  /** There may be something to do. */
  void poke() {
    news.release();
  }

  /** Notices pictures that came or went beside an item since its own were made. */
  void lookAgain(UUID item) {
    Optional<String> state =
        videos.find(item).map(video -> pictures(item, video).state()).or(() -> shelves.state(item));
    if (state.isPresent() && store.againUnless(item, state.get())) {
      poke();
    }
  }

  /** What lies beside a file wins over what a catalogue gave, and so does what is within it. */
  private SidePictures pictures(UUID item, Videos.Video video) {
    return beside.beside(video).or(SidePictures.given(videos.given(item)));
  }

  @Override
  public void run() {
    Optional<String> obstacle = ffmpeg.findings().obstacle();
    if (obstacle.isPresent()) {
      LOG.warn("No pictures are made of films: {}", obstacle.get());
      return;
    }
    try {
      while (true) {
        Duration rest = some();
        if (!rest.isZero()) {
          news.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The pictures that are missing are made after the next start.");
    }
  }

  /** Makes the pictures of a few items, until there is news; answers how long to rest then. */
  private Duration some() throws InterruptedException {
    news.drainPermits();
    try {
      count();
      Instant failedBefore = clock.instant().minus(TRY_AGAIN);
      boolean made = shelves.some(failedBefore, TOGETHER);
      List<ArtworkStore.Waiting> waiting = store.waiting(failedBefore, TOGETHER);
      for (int i = 0; i < waiting.size() && (i < AT_LEAST || news.availablePermits() == 0); i++) {
        make(waiting.get(i));
      }
      return made || !waiting.isEmpty() ? Duration.ZERO : IDLE;
    } catch (RuntimeException e) {
      LOG.warn("Pictures are made later: {}", e.toString());
      return AFTER_FAILURE;
    }
  }

  private void count() {
    Instant before = clock.instant().minus(COUNT_AGAIN);
    if (countedAt.isBefore(before)) {
      abandoned = store.abandoned(before);
      countedAt = clock.instant();
    }
  }

  void make(ArtworkStore.Waiting waiting) throws InterruptedException {
    try {
      Videos.Video video =
          videos.find(waiting.item()).orElseThrow(() -> new IOException("The file is gone."));
      try (FileSource source = FileSource.open(video.path())) {
        make(waiting, video, source);
      }
    } catch (InterruptedException e) {
      store.handBack(waiting.item());
      throw e;
    } catch (IOException | RuntimeException e) {
      if (Thread.interrupted()) {
        store.handBack(waiting.item());
        throw new InterruptedException();
      }
      LOG.info("No pictures of item {}: {}", waiting.item(), e.toString());
      store.failed(waiting, String.valueOf(e.getMessage()), clock.instant());
    }
  }

  private void make(ArtworkStore.Waiting waiting, Videos.Video video, ByteSource source)
      throws IOException, InterruptedException {
    SidePictures near = beside.beside(video);
    SidePictures given = SidePictures.given(videos.given(waiting.item()));
    SidePictures side = near.or(given);
    List<byte[]> covers = read(near.cover());
    List<byte[]> stills = read(near.still());
    List<byte[]> givenCovers = covers.isEmpty() ? read(given.cover()) : List.of();
    List<byte[]> givenStills = stills.isEmpty() ? read(given.still()) : List.of();
    List<byte[]> backdrops = read(side.backdrop());
    List<byte[]> logos = read(side.logo());
    String name =
        new Fingerprint()
            .video(source)
            .pictures(covers)
            .pictures(stills)
            .pictures(backdrops)
            .pictures(givenCovers)
            .pictures(givenStills)
            .logo(logos)
            .name();
    Optional<PictureList> known = folders.find(name);
    if (known.isEmpty()) {
      store.begin(waiting, clock.instant());
      Path work = folders.work(name);
      try {
        Drawing drawing = new Drawing(new PictureMaker(ffmpeg), work);
        drawing.backdrop(backdrops);
        drawing.logo(logos);
        if (video.container().isPresent()) {
          EmbeddedPictures embedded = EmbeddedPictures.of(source, video.container().get());
          covers.addAll(embedded.covers());
          stills.addAll(embedded.stills());
        }
        covers.addAll(givenCovers);
        stills.addAll(givenStills);
        drawing.cover(covers);
        drawing.still(stills);
        film(drawing, video, source);
        known = Optional.of(drawing.list());
        folders.publish(work, name, drawing.list());
      } finally {
        PictureFolders.remove(work);
      }
    }
    store.done(waiting, name, known.get(), side.state(), clock.instant());
    shelves.wakeAfter(waiting.item());
  }

  private void film(Drawing drawing, Videos.Video video, ByteSource source)
      throws IOException, InterruptedException {
    Optional<MediaIndex> index = index(source);
    Optional<KeyFrames> keys = Optional.empty();
    if (index.isPresent()) {
      keys = KeyFrames.of(index.get(), source);
    }
    if (keys.isPresent()) {
      try {
        drawing.film(keys.get(), index.get());
      } catch (PictureMaker.Failure e) {
        LOG.info("Of {} there are no pictures for seeking: {}", video.path(), e.getMessage());
        drawing.withoutSmall();
      }
    }
    Container container = video.container().orElse(null);
    if (!drawing.showsFilm() && container != null) {
      long[] times = index.map(i -> tenths(i.durationUs())).orElse(BLIND_TIMES_US);
      drawing.foreign(video.path(), container, times);
    }
  }

  private static Optional<MediaIndex> index(ByteSource source) throws IOException {
    try {
      return Probe.open(source) instanceof Sniffed.Indexed indexed
          ? Optional.of(indexed.index())
          : Optional.empty();
    } catch (MediaException e) {
      return Optional.empty();
    }
  }

  private static long[] tenths(long durationUs) {
    long[] times = new long[6];
    for (int i = 0; i < times.length; i++) {
      times[i] = durationUs * (i + 1) / 10;
    }
    return times;
  }

  static List<byte[]> read(Optional<Path> file) throws IOException {
    List<byte[]> files = new ArrayList<>();
    if (file.isPresent()) {
      files.add(Files.readAllBytes(file.get()));
    }
    return files;
  }
}
