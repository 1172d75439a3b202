package medianest.library;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose media people can watch.
 *
 * @param uploads whether it is the one that uploads go to
 * @param itemCount items that lists show
 * @param problemCount files that cannot be played
 * @param seriesCount series that its episodes belong to
 */
public record Library(
    UUID id,
    String name,
    LibraryKind kind,
    Path path,
    boolean uploads,
    long itemCount,
    long problemCount,
    long seriesCount,
    ScanStatus scan) {

  /** Where a scan stands. */
  public enum ScanState {
    IDLE,
    RUNNING,
    FAILED
  }

  /**
   * The scan that runs, or the last that ran.
   *
   * @param filesTotal null until the whole folder has been walked
   * @param reason why it failed
   */
  public record ScanStatus(
      ScanState state,
      long filesSeen,
      long filesDone,
      @Nullable Long filesTotal,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String reason) {}

  Library with(ScanStatus other) {
    return new Library(id, name, kind, path, uploads, itemCount, problemCount, seriesCount, other);
  }
}
