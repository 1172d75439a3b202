package medianest.library;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file behind an item, as the last scan saw it.
 *
 * @param root the folder of its library
 * @param modifiedNs when it was changed, in nanoseconds since 1970; with the size it tells versions
 *     of the file apart
 * @param container the name of a {@link medianest.media.track.Container}; null where the content is
 *     of no kind that is known
 */
public record MediaFile(
    ItemId id,
    Path root,
    Path path,
    String fileName,
    ItemState state,
    @Nullable String reason,
    long sizeBytes,
    long modifiedNs,
    @Nullable String container) {}
