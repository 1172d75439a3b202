package medianest.library;

import java.time.Duration;

/**
 * Settings under {@code library}.
 *
 * @param scanThreads files that one scan reads at the same time; 0 for half as many as there are
 *     cores, and at least two
 * @param watch whether what changes in the folders is scanned by itself
 * @param pollEvery after which a folder is looked at again that cannot be watched
 * @param settleAfter how long a file must have been as it is before it is read
 */
public record LibraryConfig(
    int scanThreads, boolean watch, Duration pollEvery, Duration settleAfter) {

  public LibraryConfig {
    if (scanThreads < 0 || scanThreads > 64) {
      throw new IllegalArgumentException("library.scanThreads must be between 0 and 64.");
    }
    if (pollEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("library.pollEvery must be at least 1s.");
    }
    if (settleAfter.isNegative() || settleAfter.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("library.settleAfter must be between 0s and 1h.");
    }
  }

  public static LibraryConfig defaults() {
    return new LibraryConfig(0, true, Duration.ofMinutes(5), Duration.ofSeconds(3));
  }

  int threads() {
    int cores = Runtime.getRuntime().availableProcessors();
    return scanThreads == 0 ? Math.max(2, cores / 2) : scanThreads;
  }
}
