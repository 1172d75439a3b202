package medianest.benchmarks.overhead;

import java.util.List;

/**
 * The median of a sample, and between what values that of all lies with 95 % certainty.
 *
 * @param least the lower end of the interval
 * @param most its upper end
 */
record Median(double value, double least, double most) {

  /**
   * By order statistics, whatever the distribution: how many of n values are below the median is
   * binomial with n/2 ± √n/2, and 1.96 of those deviations hold 95 %.
   */
  static Median of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int last = sorted.size() - 1;
    double reach = 0.98 * Math.sqrt(sorted.size());
    int from = (int) Math.max(0, Math.floor(last / 2.0 - reach));
    int to = (int) Math.min(last, Math.ceil(last / 2.0 + reach));
    double middle = (sorted.get(last / 2) + sorted.get(sorted.size() / 2)) / 2;
    return new Median(middle, sorted.get(from), sorted.get(to));
  }
}
