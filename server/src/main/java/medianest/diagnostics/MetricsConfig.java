package medianest.diagnostics;

/**
 * Settings under {@code metrics}.
 *
 * @param access who may read them
 */
public record MetricsConfig(Access access) {

  /** Who may read the metrics. */
  public enum Access {
    /** Anybody who reaches the port. */
    PUBLIC,
    /** Whoever is signed in as an administrator. */
    ADMIN
  }

  public static MetricsConfig defaults() {
    return new MetricsConfig(Access.ADMIN);
  }
}
