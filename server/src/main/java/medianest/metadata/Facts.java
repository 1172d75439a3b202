package medianest.metadata;

import medianest.library.EnrichmentStore;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue knows of a film or a series.
 *
 * @param poster where its picture lies below the catalogue's pictures; null where it has none
 */
record Facts(EnrichmentStore.Known known, @Nullable String poster, @Nullable String backdrop) {}
