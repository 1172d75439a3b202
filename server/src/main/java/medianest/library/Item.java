package medianest.library;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to watch, as lists show it.
 *
 * @param width as shown, and {@code height} likewise
 * @param aired when it was first shown, or recorded
 * @param rating from 0 to 10
 * @param episode null for what is none
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
    @Nullable LocalDate aired,
    @Nullable Double rating,
    @Nullable Episode episode,
    Instant addedAt) {

  /**
   * The place of an episode.
   *
   * @param last of the file's episodes; {@code number} where there is one only
   */
  public record Episode(ItemId series, String seriesTitle, int season, int number, int last) {}
}
