package medianest.alerts;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one metric said at one moment, over all of its points that a rule looks at.
 *
 * @param most the highest value
 * @param sum of all values
 * @param buckets of a histogram: how many were at most so large, by bound
 */
record Sample(double most, double sum, Map<Double, Long> buckets) {

  static final Sample NOTHING = new Sample(Double.NaN, 0, Map.of());

  Sample {
    buckets = Map.copyOf(buckets);
  }

  static Sample of(MetricSnapshots all, String metric, Map<String, String> labels) {
    for (MetricSnapshot each : all) {
      String name = each.getMetadata().getPrometheusName();
      if (name.equals(metric) || (name + "_total").equals(metric)) {
        return switch (each) {
          case GaugeSnapshot gauge -> gauge(gauge, labels);
          case CounterSnapshot counter -> counter(counter, labels);
          case HistogramSnapshot histogram -> histogram(histogram, labels);
          default -> NOTHING;
        };
      }
    }
    return NOTHING;
  }

  private static Sample gauge(GaugeSnapshot gauge, Map<String, String> labels) {
    double[] values =
        gauge.getDataPoints().stream()
            .filter(point -> fits(point.getLabels(), labels))
            .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
            .toArray();
    return plain(values);
  }

  private static Sample counter(CounterSnapshot counter, Map<String, String> labels) {
    double[] values =
        counter.getDataPoints().stream()
            .filter(point -> fits(point.getLabels(), labels))
            .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
            .toArray();
    return plain(values);
  }

  private static Sample plain(double[] values) {
    double most = Double.NaN;
    double sum = 0;
    for (double each : values) {
      most = Double.isNaN(most) ? each : Math.max(most, each);
      sum += each;
    }
    return new Sample(most, sum, Map.of());
  }

  private static Sample histogram(HistogramSnapshot histogram, Map<String, String> labels) {
    Map<Double, Long> sums = new TreeMap<>();
    long count = 0;
    for (HistogramSnapshot.HistogramDataPointSnapshot point : histogram.getDataPoints()) {
      if (fits(point.getLabels(), labels)) {
        ClassicHistogramBuckets buckets = point.getClassicBuckets();
        long upTo = 0;
        for (int i = 0; i < buckets.size(); i++) {
          upTo += buckets.getCount(i);
          sums.merge(buckets.getUpperBound(i), upTo, Long::sum);
        }
        count += upTo;
      }
    }
    return new Sample(Double.NaN, count, sums);
  }

  private static boolean fits(Labels point, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(each -> each.getValue().equals(point.get(each.getKey())));
  }

  /**
   * A percentile of what came after {@code before}, as Prometheus computes it: in equal parts
   * within a bucket; in the last, its lower bound.
   */
  double percentileSince(Sample before, double share) {
    Map<Double, Long> since = new TreeMap<>();
    buckets.forEach(
        (bound, count) -> since.put(bound, count - before.buckets.getOrDefault(bound, 0L)));
    long all = since.values().stream().mapToLong(Long::longValue).max().orElse(0);
    if (all <= 0) {
      return Double.NaN;
    }
    double rank = share * all;
    double lower = 0;
    long below = 0;
    for (Map.Entry<Double, Long> each : since.entrySet()) {
      if (each.getValue() >= rank) {
        return each.getKey().isInfinite()
            ? lower
            : lower + (each.getKey() - lower) * (rank - below) / (each.getValue() - below);
      }
      lower = each.getKey();
      below = each.getValue();
    }
    return lower;
  }
}
