package medianest.library;

/**
 * Settings under {@code library}.
 *
 * @param scanThreads files that one scan reads at the same time; 0 for half as many as there are
 *     cores, and at least two
 */
public record LibraryConfig(int scanThreads) {

  public LibraryConfig {
    if (scanThreads < 0 || scanThreads > 64) {
      throw new IllegalArgumentException("library.scanThreads must be between 0 and 64.");
    }
  }

  public static LibraryConfig defaults() {
    return new LibraryConfig(0);
  }

  int threads() {
    int cores = Runtime.getRuntime().availableProcessors();
    return scanThreads == 0 ? Math.max(2, cores / 2) : scanThreads;
  }
}
