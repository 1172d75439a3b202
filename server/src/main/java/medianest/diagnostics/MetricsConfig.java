package medianest.diagnostics;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Settings under {@code metrics}.
 *
 * @param access who may read them
 * @param measure whether requests and statements are measured, and watched over
 * @param otlpEndpoint of a collector that is sent traces; empty for none
 * @param nativeProfiler whether profiles are made with async-profiler, where it loads
 * @param flightRecorder whether the last minutes are always recorded
 */
public record MetricsConfig(
    Access access,
    boolean measure,
    String otlpEndpoint,
    boolean nativeProfiler,
    boolean flightRecorder) {

  public MetricsConfig {
    if (!otlpEndpoint.isEmpty() && !isAddress(otlpEndpoint)) {
      throw new IllegalArgumentException(
          "metrics.otlpEndpoint must be an address as http://localhost:4318, without a name or"
              + " password.");
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return text.matches("https?://.+")
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Who may read the metrics. */
  public enum Access {
    /** Anybody who reaches the port. */
    PUBLIC,
    /** Whoever is signed in as an administrator. */
    ADMIN
  }

  public static MetricsConfig defaults() {
    return new MetricsConfig(Access.ADMIN, true, "", true, true);
  }
}
