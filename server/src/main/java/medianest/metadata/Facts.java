package medianest.metadata;

import java.util.List;
import java.util.Objects;
import medianest.library.EnrichmentStore;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue knows of a film or a series.
 *
 * @param poster where its picture lies below the catalogue's pictures; null where it has none
 * @param people those of the cast who have a picture, the first first
 */
record Facts(
    EnrichmentStore.Known known,
    @Nullable String poster,
    @Nullable String backdrop,
    List<Portrait> people) {

  /** What was stored before people had pictures knows none. */
  Facts {
    people = Objects.requireNonNullElse(people, List.of());
  }

  /** Somebody, and where the picture lies. */
  record Portrait(String name, String path) {}

  /** What the catalogue itself calls it. */
  String id() {
    return known.ids().getOrDefault(Tmdb.NAME, "");
  }
}
