package medianest.metadata;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import medianest.db.Database;
import medianest.library.EnrichmentStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the catalogue for one film or series after the other, the newest first, and then for the
 * seasons of those that it knows. Answers are in the database, so after an end of the process, or
 * when a scan named an item again, nothing is asked twice.
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
  private final Gathering gathering;
  private final SeasonResearcher seasons;
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
      Database database,
      MetadataProvider provider,
      ProviderPictures pictures,
      Portraits portraits,
      Told told,
      Clock clock) {
    this.store = new MetadataStore(database);
    this.items = new EnrichmentStore(database);
    this.provider = provider;
    this.gathering = new Gathering(provider, pictures, portraits);
    this.seasons =
        new SeasonResearcher(
            new SeasonStore(database), items, provider, gathering, told.pictured());
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
      gathering.forgetAllBut(store);
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
    Instant unknownBefore = clock.instant().minus(ASK_AGAIN);
    List<MetadataStore.Waiting> waiting = store.waiting(unknownBefore, TOGETHER);
    if (waiting.isEmpty()) {
      return someSeasons(unknownBefore);
    }
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
    return true;
  }

  private boolean someSeasons(Instant unknownBefore) throws ProviderFailure, InterruptedException {
    SeasonResearcher.Outcome outcome = seasons.some(clock.instant(), unknownBefore);
    if (outcome == SeasonResearcher.Outcome.COMPLETED) {
      told.completed().run();
    }
    return outcome != SeasonResearcher.Outcome.NOTHING_LEFT;
  }

  private boolean learn(MetadataStore.Waiting waiting)
      throws ProviderFailure, InterruptedException {
    Subject subject = waiting.subject();
    Optional<Facts> facts = waiting.facts();
    if (facts.isEmpty()) {
      facts = provider.find(subject);
      String now = facts.map(Facts::id).orElse("");
      if (!waiting.before().isEmpty() && !waiting.before().equals(now)) {
        forget(subject);
      }
      store.answered(subject, facts.orElse(null), clock.instant());
    }
    if (facts.isEmpty()) {
      return false;
    }
    // The pictures first: what is completed is not looked at again.
    boolean pictured = picture(subject.item(), facts.get());
    gathering.fetch(facts.get().people());
    boolean completed = items.complete(subject.item(), subject.naming(), facts.get().known());
    if (pictured) {
      told.pictured().accept(subject.item());
    }
    return completed;
  }

  /** What is said of an item was said of another, and of its episodes likewise. */
  private void forget(Subject subject) {
    items.forget(subject.item());
    forgetPictures(subject.item());
    for (UUID each : store.below(subject.item())) {
      items.forget(each);
      forgetPictures(each);
    }
    items.reopen(subject.item());
    store.forgetBelow(subject.item());
    told.completed().run();
  }

  private void forgetPictures(UUID item) {
    if (gathering.forget(item)) {
      told.pictured().accept(item);
    }
  }

  /** Whether there are new ones. */
  private boolean picture(UUID item, Facts facts) throws ProviderFailure, InterruptedException {
    boolean poster = gathering.fetch(item, "poster", facts.poster(), MetadataProvider.Size.POSTER);
    boolean backdrop =
        gathering.fetch(item, "backdrop", facts.backdrop(), MetadataProvider.Size.BACKDROP);
    return poster || backdrop;
  }
}
