package medianest.capacity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How full everything is, when it will be, and what to do: in the words of who looks after it. */
public final class Advice {

  /** From here on something should be done (M22). */
  private static final double HIGH = 0.8;

  private static final double LOW = 0.3;

  private final History history;

  public Advice(History history) {
    this.history = history;
  }

  /**
   * One resource.
   *
   * @param used the share in use now, as the mean of the last minutes
   * @param peak the highest share of the time that is looked at
   * @param fullFromSeconds when it is full at the earliest; null where nothing points to it
   */
  record Resource(
      String name,
      String unit,
      String sentence,
      double value,
      double limit,
      double used,
      double peak,
      @Nullable Double fullFromSeconds,
      @Nullable Double fullUntilSeconds) {}

  /**
   * What to do.
   *
   * @param kind why: fills, high or idle
   */
  record Recommendation(String resource, String kind, String severity, String sentence) {}

  record Page(String headline, List<Resource> resources, List<Recommendation> recommendations) {}

  Page page() {
    List<Resource> resources = new ArrayList<>();
    for (Series each : history.series()) {
      double limit = each.limit().getAsDouble();
      if (!Double.isNaN(limit) && limit > 0) {
        resources.add(resource(each, limit));
      }
    }
    resources.sort(Comparator.comparingDouble(Resource::used).reversed());
    List<Recommendation> recommendations = new ArrayList<>();
    resources.forEach(each -> advise(each, recommendations));
    return new Page(headline(resources), resources, recommendations);
  }

  private Resource resource(Series series, double limit) {
    List<Recent.Point> recent = history.points(series.name(), History.Span.RECENT);
    List<Recent.Point> lately = recent.subList(Math.max(0, recent.size() - 30), recent.size());
    double value = lately.stream().mapToDouble(Recent.Point::mean).average().orElse(0);
    double peak = recent.stream().mapToDouble(Recent.Point::peak).max().orElse(0);
    Forecast forecast = forecast(series, recent, limit);
    return new Resource(
        series.name(),
        series.unit(),
        series.sentence(),
        value,
        limit,
        value / limit,
        peak / limit,
        forecast == null ? null : forecast.fromSeconds(),
        forecast == null || forecast.untilSeconds() > Duration.ofDays(3_650).toSeconds()
            ? null
            : forecast.untilSeconds());
  }

  /** Only what fills up by itself can be foretold; load comes and goes. */
  private @Nullable Forecast forecast(Series series, List<Recent.Point> recent, double limit) {
    if (!series.unit().equals("bytes")) {
      return null;
    }
    List<Recent.Point> days = history.points(series.name(), History.Span.DAYS);
    return Forecast.of(days.size() >= 60 ? days : recent, limit);
  }

  private static String headline(List<Resource> resources) {
    if (resources.isEmpty()) {
      return "Nothing has been measured yet.";
    }
    Resource first = resources.getFirst();
    return first.used() < HIGH
        ? "There is room. The fullest is %s at %.0f %%."
            .formatted(first.sentence(), 100 * first.used())
        : "%s is the limit: %.0f %% in use."
            .formatted(capital(first.sentence()), 100 * first.used());
  }

  private static void advise(Resource each, List<Recommendation> advice) {
    if (each.fullFromSeconds() != null) {
      advice.add(
          new Recommendation(
              each.name(),
              "fills",
              each.fullFromSeconds() < Duration.ofDays(4).toSeconds() ? "bad" : "warning",
              capital(each.sentence())
                  + " will be full "
                  + when(each.fullFromSeconds(), each.fullUntilSeconds())
                  + " if it goes on as now."));
    }
    if (each.used() >= HIGH) {
      advice.add(
          new Recommendation(
              each.name(), "high", each.used() >= 0.95 ? "bad" : "warning", remedy(each)));
    }
    if (each.name().equals("cpu") && each.peak() < LOW) {
      advice.add(
          new Recommendation(
              each.name(),
              "idle",
              "good",
              "The processor was never busier than %.0f %%: half of it would do."
                  .formatted(100 * each.peak())));
    }
  }

  private static String remedy(Resource each) {
    String used = "%s: %.0f %% in use. ".formatted(capital(each.sentence()), 100 * each.used());
    return used
        + switch (each.name()) {
          case "cpu" -> "Lower the number of transcodes at once, or give the machine more cores.";
          case "heap" -> "Raise -Xmx, or look at the memory page for what holds it.";
          case "connections" -> "Look for slow statements, or raise database.poolMax.";
          case "disk" -> "Free some room, or move the uploads to a larger disk.";
          case "files" -> "Raise the limit of open files (ulimit -n).";
          default -> "Give it more room.";
        };
  }

  /** As an interval: "in 11 to 19 days". */
  static String when(double fromSeconds, @Nullable Double untilSeconds) {
    String from = span(fromSeconds);
    return untilSeconds == null
        ? "in " + from + " at the earliest"
        : "in " + from + " to " + span(untilSeconds);
  }

  private static String span(double seconds) {
    double days = seconds / 86_400;
    return days >= 2
        ? Math.round(days) + " days"
        : seconds >= 7_200
            ? Math.round(seconds / 3_600) + " hours"
            : Math.round(seconds / 60) + " minutes";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
