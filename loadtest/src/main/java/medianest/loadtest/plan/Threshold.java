package medianest.loadtest.plan;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for a run to pass: {@code p(95)<1000} of a metric, in the notation that k6 made
 * common, beside it {@code p(95)<baseline*1.1} against a stored run.
 *
 * @param metric what is looked at
 * @param tags which part of it: {@code phase}, {@code scenario}, {@code step}
 * @param percentile of {@link Aggregate#PERCENTILE}
 * @param bound in the unit of the metric, or the factor of the stored run's value
 */
public record Threshold(
    String metric,
    Map<String, String> tags,
    Aggregate aggregate,
    double percentile,
    boolean below,
    boolean orEqual,
    double bound,
    boolean relative,
    boolean abort) {

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?:p\\((?<p>[0-9.]+)\\)|(?<word>[a-z]+))\\s*(?<op><=|>=|<|>)\\s*"
              + "(?<base>baseline\\s*\\*\\s*)?(?<bound>[0-9.]+)\\s*");

  private static final Pattern NAME = Pattern.compile("([a-z_]+)(?:\\{([^}]*)})?");

  private static final Map<String, String> NAMES_OF_K6 =
      Map.of(
          "http_req_duration", "response_time",
          "http_req_failed", "failed",
          "http_reqs", "requests",
          "vus", "users");

  /** Which figure of a metric. */
  public enum Aggregate {
    PERCENTILE,
    AVG,
    MIN,
    MED,
    MAX,
    /** A share for what happens or not, and how many a second for what is counted. */
    RATE,
    COUNT,
    VALUE
  }

  public Threshold {
    tags = Map.copyOf(tags);
  }

  /**
   * Reads one.
   *
   * @param name of the metric, with tags where only a part counts: {@code
   *     response_time{phase:spike}}
   */
  public static Threshold parse(String name, String text, boolean abort) throws BadPlan {
    Matcher head = NAME.matcher(name.strip());
    Matcher form = FORM.matcher(text);
    if (!head.matches() || !form.matches()) {
      throw new BadPlan(
          "The threshold " + name + ": " + text + " is not of the form p(95)<1000 or rate<0.01.");
    }
    String op = form.group("op");
    return new Threshold(
        NAMES_OF_K6.getOrDefault(head.group(1), head.group(1)),
        tags(head.group(2)),
        aggregate(form, name),
        form.group("p") == null ? 0 : number(form.group("p"), text),
        op.startsWith("<"),
        op.length() > 1,
        number(form.group("bound"), text),
        form.group("base") != null,
        abort);
  }

  private static Aggregate aggregate(Matcher form, String name) throws BadPlan {
    if (form.group("p") != null) {
      return Aggregate.PERCENTILE;
    }
    try {
      return Aggregate.valueOf(form.group("word").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BadPlan(
          "The threshold of " + name + " asks for " + form.group("word") + ", which there is not.");
    }
  }

  private static double number(String text, String whole) throws BadPlan {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BadPlan("The threshold " + whole + " has no number where one belongs.");
    }
  }

  private static Map<String, String> tags(@Nullable String text) throws BadPlan {
    Map<String, String> tags = new TreeMap<>();
    if (text != null && !text.isBlank()) {
      for (String pair : text.split(",", -1)) {
        int colon = pair.indexOf(':');
        if (colon < 0) {
          throw new BadPlan("A tag is written name:value, not " + pair.strip() + ".");
        }
        tags.put(pair.substring(0, colon).strip(), pair.substring(colon + 1).strip());
      }
    }
    return tags;
  }

  /** The same of one phase alone. */
  public Threshold within(String phase) {
    Map<String, String> both = new TreeMap<>(tags);
    both.put("phase", phase);
    return new Threshold(
        metric, both, aggregate, percentile, below, orEqual, bound, relative, abort);
  }

  /** Whether a value keeps to it. */
  public boolean holds(double value, double reference) {
    double limit = relative ? bound * reference : bound;
    if (Double.isNaN(value)) {
      return false;
    }
    return below
        ? value < limit || (orEqual && value == limit)
        : value > limit || (orEqual && value == limit);
  }

  /** As it was written. */
  public String text() {
    String what =
        aggregate == Aggregate.PERCENTILE
            ? "p(" + trimmed(percentile) + ")"
            : aggregate.name().toLowerCase(Locale.ROOT);
    String sign = (below ? "<" : ">") + (orEqual ? "=" : "");
    return what + sign + (relative ? "baseline*" : "") + trimmed(bound);
  }

  /** The metric with its tags. */
  public String subject() {
    StringBuilder subject = new StringBuilder(metric);
    if (!tags.isEmpty()) {
      subject.append('{');
      tags.forEach((name, value) -> subject.append(name).append(':').append(value).append(','));
      subject.setCharAt(subject.length() - 1, '}');
    }
    return subject.toString();
  }

  Threshold shortened(double factor) {
    return aggregate == Aggregate.COUNT && !below
        ? new Threshold(
            metric,
            tags,
            aggregate,
            percentile,
            below,
            orEqual,
            Math.floor(bound / factor),
            relative,
            abort)
        : this;
  }

  private static String trimmed(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
