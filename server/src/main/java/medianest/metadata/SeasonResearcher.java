package medianest.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import medianest.library.EnrichmentStore;

/**
 * Completes the seasons and episodes of the series that the catalogue knows: one question for each
 * season, again when an episode came that the answer did not have.
 */
final class SeasonResearcher {

  private static final int TOGETHER = 20;

  private final SeasonStore store;
  private final EnrichmentStore items;
  private final MetadataProvider provider;
  private final Gathering gathering;
  private final Consumer<UUID> pictured;

  /**
   * Asks nothing yet.
   *
   * @param pictured is told of items with new pictures
   */
  SeasonResearcher(
      SeasonStore store,
      EnrichmentStore items,
      MetadataProvider provider,
      Gathering gathering,
      Consumer<UUID> pictured) {
    this.store = store;
    this.items = items;
    this.provider = provider;
    this.gathering = gathering;
    this.pictured = pictured;
  }

  /** What became of a few. */
  enum Outcome {
    NOTHING_LEFT,
    NOTHING_NEW,
    COMPLETED
  }

  /**
   * Completes a few seasons.
   *
   * @param unknownBefore what was not known before this is asked for again
   */
  Outcome some(Instant now, Instant unknownBefore) throws ProviderFailure, InterruptedException {
    List<SeasonStore.Waiting> waiting = store.waiting(unknownBefore, TOGETHER);
    boolean completed = false;
    for (SeasonStore.Waiting each : waiting) {
      completed |= learn(each, now, unknownBefore);
    }
    if (waiting.isEmpty()) {
      return Outcome.NOTHING_LEFT;
    }
    return completed ? Outcome.COMPLETED : Outcome.NOTHING_NEW;
  }

  private boolean learn(SeasonStore.Waiting season, Instant now, Instant unknownBefore)
      throws ProviderFailure, InterruptedException {
    List<SeasonStore.Open> open = store.open(season, unknownBefore);
    Optional<SeasonFacts> facts = season.facts();
    Instant asked = season.triedAt();
    if (isOutdated(season, open, unknownBefore)) {
      facts = provider.season(season.series(), season.number());
      asked = now;
      store.answered(season.season(), facts.orElse(null), asked);
    }
    boolean completed = false;
    for (SeasonStore.Open each : open) {
      completed |= complete(each, facts, asked);
    }
    return completed;
  }

  private static boolean isOutdated(
      SeasonStore.Waiting season, List<SeasonStore.Open> open, Instant unknownBefore) {
    Instant asked = season.triedAt();
    return open.stream()
            .filter(each -> season.facts().flatMap(facts -> of(each, facts)).isEmpty())
            .anyMatch(each -> asked.isBefore(unknownBefore) || each.addedAt().isAfter(asked))
        || (season.facts().isEmpty() && asked.isBefore(unknownBefore));
  }

  private static Optional<SeasonFacts.EpisodeFacts> of(SeasonStore.Open item, SeasonFacts facts) {
    return item.season()
        ? Optional.of(
            new SeasonFacts.EpisodeFacts(0, EnrichmentStore.Known.plot(facts.plot()), null))
        : facts.of(item.first(), item.last());
  }

  private boolean complete(SeasonStore.Open item, Optional<SeasonFacts> facts, Instant asked)
      throws ProviderFailure, InterruptedException {
    Optional<SeasonFacts.EpisodeFacts> own = facts.flatMap(known -> of(item, known));
    if (own.isEmpty()) {
      store.answered(item.item(), null, asked);
      return false;
    }
    boolean pictured =
        item.season()
            ? gathering.fetch(
                item.item(), "poster", facts.get().poster(), MetadataProvider.Size.POSTER)
            : gathering.fetch(item.item(), "still", own.get().still(), MetadataProvider.Size.STILL);
    boolean completed =
        item.season()
            ? items.completeSeason(item.item(), facts.get().plot())
            : items.complete(item.item(), item.naming(), own.get().known());
    if (pictured) {
      this.pictured.accept(item.item());
    }
    return completed;
  }
}
