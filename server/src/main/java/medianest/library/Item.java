package medianest.library;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to watch, as lists show it.
 *
 * @param width as shown, and {@code height} likewise
 */
public record Item(
    ItemId id,
    UUID libraryId,
    ItemKind kind,
    ItemState state,
    String title,
    @Nullable Integer year,
    String fileName,
    long sizeBytes,
    @Nullable Long durationUs,
    @Nullable Integer width,
    @Nullable Integer height,
    Instant addedAt) {}
