package medianest.loadtest.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import medianest.loadtest.engine.Baseline;
import medianest.loadtest.plan.Threshold;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import tools.jackson.databind.JsonNode;

/** A run beside a stored one, by intervals and not by eye. */
public final class Comparison implements Baseline {

  private static final int DRAWS = 1_000;

  private final Histogram before;

  private Comparison(Histogram before) {
    this.before = before;
  }

  /** Reads what {@link JsonReport} wrote. */
  public static Comparison with(JsonNode stored) throws IOException {
    return new Comparison(JsonReport.decoded(stored.path("histogram").asString("")));
  }

  /**
   * One percentile in both.
   *
   * @param low where the change begins, in milliseconds, with a certainty of 95 %
   */
  public record Row(String name, double before, double now, double low, double high) {}

  /** Only the response time of the whole run is stored for this. */
  @Override
  public double value(Threshold threshold) {
    boolean known = threshold.metric().equals("response_time") && threshold.tags().isEmpty();
    return known && threshold.aggregate() == Threshold.Aggregate.PERCENTILE
        ? before.getValueAtPercentile(threshold.percentile()) / 1e3
        : Double.NaN;
  }

  /** The percentiles of both, each with the interval of its change. */
  public List<Row> rows(Histogram now) {
    List<Row> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (double percentile : new double[] {50, 95, 99}) {
      double[] changes = new double[DRAWS];
      Draw then = new Draw(before);
      Draw here = new Draw(now);
      for (int i = 0; i < DRAWS; i++) {
        changes[i] = here.percentile(percentile, random) - then.percentile(percentile, random);
      }
      Arrays.sort(changes);
      rows.add(
          new Row(
              "p" + (int) percentile,
              before.getValueAtPercentile(percentile) / 1e3,
              now.getValueAtPercentile(percentile) / 1e3,
              changes[DRAWS / 40],
              changes[DRAWS - 1 - DRAWS / 40]));
    }
    return rows;
  }

  /**
   * Draws again from a histogram. The rank of a percentile in a sample drawn again is binomial, so
   * its value is found by a rank of that spread instead of drawing thousands of values.
   */
  private static final class Draw {
    private final long[] upTo;
    private final double[] values;
    private final long total;

    Draw(Histogram histogram) {
      List<Long> sums = new ArrayList<>();
      List<Double> middles = new ArrayList<>();
      for (HistogramIterationValue each : histogram.recordedValues()) {
        sums.add(each.getTotalCountToThisValue());
        middles.add(each.getValueIteratedTo() / 1e3);
      }
      upTo = sums.stream().mapToLong(Long::longValue).toArray();
      values = middles.stream().mapToDouble(Double::doubleValue).toArray();
      total = histogram.getTotalCount();
    }

    double percentile(double percentile, SplittableRandom random) {
      if (total == 0) {
        return 0;
      }
      double share = percentile / 100;
      double spread = Math.sqrt(total * share * (1 - share));
      double normal =
          Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
              * Math.cos(2 * Math.PI * random.nextDouble());
      long rank = Math.clamp(Math.round(total * share + spread * normal), 1, total);
      int found = Arrays.binarySearch(upTo, rank);
      return values[found >= 0 ? found : Math.min(values.length - 1, -found - 1)];
    }
  }
}
