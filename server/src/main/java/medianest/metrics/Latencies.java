package medianest.metrics;

import io.prometheus.metrics.core.metrics.Histogram;

/**
 * Histograms of times, each in two forms: with a few fixed bounds, which text can tell and the
 * rules of the alerts ask for, and as a native histogram for a Prometheus that takes those.
 */
final class Latencies {

  /** Neighbouring bounds differ by 2^(1/8), so that a percentile is right within 5 %. */
  private static final int SCHEMA = 3;

  /** Twelve octaves, half a millisecond to two seconds; what spreads further becomes coarser. */
  private static final int MOST_BUCKETS = 96;

  private Latencies() {}

  /** One without name and labels as yet. */
  static Histogram.Builder builder(double... secondsOfBounds) {
    return Histogram.builder()
        .classicUpperBounds(secondsOfBounds)
        .nativeInitialSchema(SCHEMA)
        .nativeMaxNumberOfBuckets(MOST_BUCKETS)
        // Traces go to a collector of their own, and to look for one costs each observation.
        .withoutExemplars();
  }
}
