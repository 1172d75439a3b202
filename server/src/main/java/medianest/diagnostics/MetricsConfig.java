package medianest.diagnostics;

/**
 * Settings under {@code metrics}.
 *
 * @param access who may read them
 * @param measure whether requests and statements are measured, and watched over
 * @param nativeProfiler whether profiles are made with async-profiler, where it loads
 */
public record MetricsConfig(Access access, boolean measure, boolean nativeProfiler) {

  /** Who may read the metrics. */
  public enum Access {
    /** Anybody who reaches the port. */
    PUBLIC,
    /** Whoever is signed in as an administrator. */
    ADMIN
  }

  public static MetricsConfig defaults() {
    return new MetricsConfig(Access.ADMIN, true, true);
  }
}
