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
    BURN,
    /** Of events by how many deviations more came within the time than the past leads to expect. */
    SPIKE
  }

  /** How much shorter the second window of a burn is, an hour and five minutes. */
  static final int BURN_WINDOWS = 12;

  /** How many times as long the past of a spike is: ten minutes and an hour. */
  static final int SPIKE_PAST = 6;

  /**
   * A deviation of a spike is so many events and this part of what is expected. That is more than
   * chance makes of independent events (Poisson, the root of what is expected), for people come in
   * waves of their own. Four deviations are twenty events after a past without any, and otherwise
   * twice as many as expected and twenty.
   */
  private static final int SPIKE_EVENTS = 5;

  private static final int SPIKE_PART = 4;

  /** How far it looks back. */
  Duration reach() {
    return take == Take.SPIKE ? over.multipliedBy(SPIKE_PAST + 1L) : over;
  }

  /** By how many deviations it is more than expected. */
  static double spike(double seen, double expected) {
    return (seen - expected) / (SPIKE_EVENTS + expected / SPIKE_PART);
  }

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
          case SPIKE -> spike(window);
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

  /** Says nothing until the whole past is known. */
  private String spike(String window) {
    String counted = metric + selector();
    long past = over.toSeconds() * SPIKE_PAST;
    String seen = "sum(increase(" + counted + window + "))";
    String expected =
        "sum(increase(%s[%ds] offset %ds)) / %d"
            .formatted(counted, past, over.toSeconds(), SPIKE_PAST);
    return "sum(%s offset %ds) >= 0 and (%s - %s) / (%d + %s / %d)"
        .formatted(
            counted, reach().toSeconds(), seen, expected, SPIKE_EVENTS, expected, SPIKE_PART);
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
