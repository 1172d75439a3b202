package medianest.metadata;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import medianest.library.EnrichmentStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the catalogue for one film or series after the other, the newest first. Answers are in the
 * database, so after an end of the process, or when a scan named an item again, nothing is asked
 * twice.
 */
final class Researcher implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Researcher.class);
  private static final int TOGETHER = 20;

  /** A catalogue learns of new films. */
  private static final Duration ASK_AGAIN = Duration.ofDays(30);

  private static final Duration IDLE = Duration.ofHours(1);

  private final MetadataStore store;
  private final EnrichmentStore items;
  private final MetadataProvider provider;
  private final ProviderPictures pictures;
  private final Told told;
  private final Clock clock;
  private final Semaphore news = new Semaphore(0);
  private volatile @Nullable String obstacle;

  /**
   * Who is told of what.
   *
   * @param completed when items are more than they were
   * @param pictured when an item has new pictures
   */
  record Told(Runnable completed, Consumer<UUID> pictured) {}

  Researcher(
      MetadataStore store,
      EnrichmentStore items,
      MetadataProvider provider,
      ProviderPictures pictures,
      Told told,
      Clock clock) {
    this.store = store;
    this.items = items;
    this.provider = provider;
    this.pictures = pictures;
    this.told = told;
    this.clock = clock;
  }

  /** There may be something to ask. */
  void poke() {
    news.release();
  }

  /** Why nothing is asked at present. */
  Optional<String> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  @Override
  public void run() {
    try {
      forgetPictures();
      while (true) {
        Duration pause = work();
        if (obstacle == null) {
          news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        } else {
          Thread.sleep(pause);
        }
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.debug("What is not known yet is asked after the next start.");
    }
  }

  /** Asks until there is nothing left to ask, or no answer; answers how long to rest then. */
  Duration work() throws InterruptedException {
    try {
      while (some()) {
        obstacle = null;
      }
      obstacle = null;
      return IDLE;
    } catch (ProviderFailure e) {
      if (!String.valueOf(e.getMessage()).equals(obstacle)) {
        LOG.warn("Nothing more is learnt of films and series for now: {}", e.getMessage());
      }
      obstacle = e.getMessage();
      return e.pause();
    } catch (RuntimeException e) {
      LOG.warn("Films and series are looked up later: {}", e.toString());
      return IDLE;
    }
  }

  private boolean some() throws ProviderFailure, InterruptedException {
    List<MetadataStore.Waiting> waiting = store.waiting(clock.instant().minus(ASK_AGAIN), TOGETHER);
    boolean completed = false;
    try {
      for (MetadataStore.Waiting each : waiting) {
        completed |= learn(each);
      }
    } finally {
      if (completed) {
        told.completed().run();
      }
    }
    return !waiting.isEmpty();
  }

  private boolean learn(MetadataStore.Waiting waiting)
      throws ProviderFailure, InterruptedException {
    Subject subject = waiting.subject();
    Optional<Facts> facts = waiting.facts();
    if (facts.isEmpty()) {
      facts = provider.find(subject);
      store.answered(subject, facts.orElse(null), clock.instant());
    }
    if (facts.isEmpty()) {
      return false;
    }
    // The pictures first: what is completed is not looked at again.
    boolean pictured = subject.kind() == Subject.Kind.FILM && picture(subject.item(), facts.get());
    boolean completed = items.complete(subject.item(), subject.naming(), facts.get().known());
    if (pictured) {
      told.pictured().accept(subject.item());
    }
    return completed;
  }

  /** Whether there are new ones. */
  private boolean picture(UUID item, Facts facts) throws ProviderFailure, InterruptedException {
    boolean poster = picture(item, "poster", facts.poster(), MetadataProvider.Size.POSTER);
    boolean backdrop = picture(item, "backdrop", facts.backdrop(), MetadataProvider.Size.BACKDROP);
    return poster || backdrop;
  }

  private boolean picture(UUID item, String name, @Nullable String path, MetadataProvider.Size size)
      throws ProviderFailure, InterruptedException {
    if (path == null || pictures.has(item, name)) {
      return false;
    }
    Optional<byte[]> picture = provider.picture(path, size);
    try {
      if (picture.isPresent()) {
        pictures.keep(item, name, picture.get());
      }
      return picture.isPresent();
    } catch (IOException e) {
      LOG.warn("A picture of the catalogue cannot be kept: {}", e.toString());
      return false;
    }
  }

  /** Of items that are no more. */
  private void forgetPictures() {
    try {
      List<UUID> pictured = pictures.items();
      Set<UUID> existing = store.existing(pictured);
      for (UUID item : pictured) {
        if (!existing.contains(item)) {
          pictures.forget(item);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Pictures of items that are gone stay for now: {}", e.toString());
    }
  }
}
