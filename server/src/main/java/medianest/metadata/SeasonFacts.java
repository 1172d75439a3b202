package medianest.metadata;

import java.util.List;
import java.util.Optional;
import medianest.library.EnrichmentStore;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue knows of a season.
 *
 * @param poster where its picture lies below the catalogue's pictures; null where it has none
 */
record SeasonFacts(String plot, @Nullable String poster, List<EpisodeFacts> episodes) {

  /** What it knows of an episode. */
  record EpisodeFacts(int number, EnrichmentStore.Known known, @Nullable String still) {}

  /** Of a file with these episodes; what it cannot say of all of them it says of the first. */
  Optional<EpisodeFacts> of(int first, int last) {
    List<EpisodeFacts> found =
        episodes.stream().filter(each -> each.number >= first && each.number <= last).toList();
    return found.stream()
        .findFirst()
        .filter(each -> each.number == first)
        .map(each -> found.size() < 2 ? each : together(each, found));
  }

  private static EpisodeFacts together(EpisodeFacts first, List<EpisodeFacts> all) {
    List<String> titles = all.stream().map(each -> each.known.title()).toList();
    EnrichmentStore.Known known = first.known;
    return new EpisodeFacts(
        first.number,
        new EnrichmentStore.Known(
            titles.contains("") ? "" : String.join(" / ", titles),
            known.aired(),
            known.year(),
            known.rating(),
            known.genres(),
            known.collection(),
            known.ids(),
            known.about()),
        first.still);
  }
}
