package medianest.alerts;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * When somebody should be told.
 *
 * @param labels that a point of the metric must have
 * @param of the other metric of a share, the histogram of all events of a burn; empty otherwise
 * @param over the time that a rate or a percentile looks at
 * @param lasting how long it must be so before it fires
 * @param sentence what it means and what to do
 */
public record Rule(
    String name,
    Severity severity,
    String metric,
    Map<String, String> labels,
    Take take,
    String of,
    Duration over,
    double above,
    Duration lasting,
    String sentence) {

  public Rule {
    labels = Map.copyOf(labels);
  }

  /** How bad it is. */
  public enum Severity {
    WARNING,
    BAD
  }

  /** What is made of the metric. */
  public enum Take {
    VALUE,
    SHARE,
    RATE,
    P95,
    P99,
    /**
     * Of events the share that went wrong, over the time and over the last twelfth of it: the first
     * says that it matters, the second that it goes on.
     */
    BURN
  }

  /** How much shorter the second window of a burn is, an hour and five minutes. */
  static final int BURN_WINDOWS = 12;

  /** The same as Prometheus says it. */
  String promql() {
    String window = "[" + over.toSeconds() + "s]";
    String expression =
        switch (take) {
          case VALUE -> "max(" + metric + selector() + ")";
          case SHARE -> "max(" + metric + selector() + ") / max(" + of + ")";
          case RATE -> "sum(rate(" + metric + selector() + window + "))";
          case BURN ->
              burn(window) + " > " + number(above) + " and " + burn("[" + shortly() + "s]");
          case P95 -> quantile("0.95", window);
          case P99 -> quantile("0.99", window);
        };
    return expression + " > " + number(above);
  }

  private long shortly() {
    return over.toSeconds() / BURN_WINDOWS;
  }

  private String burn(String window) {
    String wrong = "sum(rate(" + metric + selector() + window + "))";
    return wrong + " / sum(rate(" + of + "_count" + window + "))";
  }

  private String quantile(String share, String window) {
    return "histogram_quantile("
        + share
        + ", sum by (le) (rate("
        + metric
        + "_bucket"
        + selector()
        + window
        + ")))";
  }

  /** The labels as Prometheus has them; empty where there are none. */
  String selector() {
    return labels.isEmpty()
        ? ""
        : labels.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getKey() + "=\"" + each.getValue() + "\"")
            .collect(Collectors.joining(",", "{", "}"));
  }

  static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
