package medianest.loadtest.engine;

import java.util.List;
import java.util.Map;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.Threshold;
import medianest.loadtest.viewer.ViewerTally;
import org.HdrHistogram.Histogram;

/** Looks figures up for thresholds: a metric, the part of it that counts, and which aggregate. */
public final class Figures {

  private final Plan plan;
  private final Measurements measurements;
  private final double seconds;

  /**
   * @param seconds that the measurements cover
   */
  public Figures(Plan plan, Measurements measurements, double seconds) {
    this.plan = plan;
    this.measurements = measurements;
    this.seconds = seconds;
  }

  /** NaN where nothing was measured. */
  public double value(Threshold threshold) {
    return switch (threshold.metric()) {
      case "response_time" -> time(merged(threshold.tags(), false), threshold);
      case "service_time" -> time(merged(threshold.tags(), true), threshold);
      case "requests" -> counted(requests(threshold.tags()), threshold);
      case "failed" -> {
        long failed = tallies(threshold.tags()).stream().mapToLong(Tally::failed).sum();
        long all = requests(threshold.tags());
        yield threshold.aggregate() == Threshold.Aggregate.COUNT
            ? failed
            : all == 0 ? Double.NaN : failed / (double) all;
      }
      case "iterations" -> counted(iterations(threshold.tags()), threshold);
      case "users" ->
          plan.phases().stream()
              .mapToDouble(p -> Math.max(p.load().at(0), p.load().at(1)))
              .max()
              .orElse(0);
      case "startup_time" -> time(viewers(threshold.tags()).startup(), threshold);
      case "rebuffer_ratio" -> viewers(threshold.tags()).rebufferRatio();
      case "deadline_misses" -> viewers(threshold.tags()).missRate();
      case "viewer_errors" -> viewers(threshold.tags()).errorRate();
      case "delivered_bitrate" -> viewers(threshold.tags()).meanBitrate();
      default -> Double.NaN;
    };
  }

  private double counted(long count, Threshold threshold) {
    return threshold.aggregate() == Threshold.Aggregate.COUNT ? count : count / seconds(threshold);
  }

  private double seconds(Threshold threshold) {
    String phase = threshold.tags().get("phase");
    return phase == null
        ? seconds
        : plan.phases().stream()
            .filter(each -> each.name().equals(phase))
            .mapToDouble(each -> each.length().toNanos() / 1e9)
            .sum();
  }

  /** In milliseconds. */
  private static double time(Histogram histogram, Threshold threshold) {
    if (histogram.getTotalCount() == 0) {
      return Double.NaN;
    }
    return switch (threshold.aggregate()) {
          case PERCENTILE -> histogram.getValueAtPercentile(threshold.percentile());
          case AVG, VALUE, RATE -> histogram.getMean();
          case MED -> histogram.getValueAtPercentile(50);
          case MIN -> histogram.getMinValue();
          case MAX -> histogram.getMaxValue();
          case COUNT -> histogram.getTotalCount() * 1e3;
        }
        / 1e3;
  }

  /** Bytes of all answers in a phase. */
  long bytes(String phase) {
    return tallies(Map.of("phase", phase)).stream().mapToLong(Tally::bytes).sum();
  }

  /** The responses of all steps that fit the tags. */
  public Histogram merged(Map<String, String> tags, boolean service) {
    Histogram all = Tally.histogram();
    tallies(tags).forEach(tally -> all.add(service ? tally.service() : tally.response()));
    return all;
  }

  private long requests(Map<String, String> tags) {
    return tallies(tags).stream().mapToLong(Tally::requests).sum();
  }

  private long iterations(Map<String, String> tags) {
    long sum = 0;
    for (int i = 0; i < plan.phases().size(); i++) {
      if (fits(i, tags)) {
        sum += measurements.iterations(i);
      }
    }
    return sum;
  }

  private ViewerTally viewers(Map<String, String> tags) {
    ViewerTally all = new ViewerTally();
    measurements
        .viewers()
        .forEach((phase, tally) -> {
          if (fits(phase, tags)) {
            all.addAll(tally);
          }
        });
    return all;
  }

  private List<Tally> tallies(Map<String, String> tags) {
    return measurements.tallies().stream()
        .filter(each ->
            fits(each.getKey().phase(), tags)
                && equal(tags, "scenario", each.getKey().scenario())
                && equal(tags, "step", each.getKey().step()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private boolean fits(int phase, Map<String, String> tags) {
    return phase < plan.phases().size() && equal(tags, "phase", plan.phases().get(phase).name());
  }

  private static boolean equal(Map<String, String> tags, String name, String value) {
    String wanted = tags.get(name);
    return wanted == null || wanted.equals(value);
  }
}
