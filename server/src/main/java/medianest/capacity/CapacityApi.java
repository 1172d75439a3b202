package medianest.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** The history as pictures need it, and what comes of it. */
public final class CapacityApi {

  /** More points than a picture has pixels help nobody. */
  private static final int MOST_POINTS = 600;

  private final History history;
  private final Advice advice;
  private final LoadTests tests;
  private final Encoders encoders;

  public CapacityApi(History history, Advice advice, LoadTests tests, Encoders encoders) {
    this.history = history;
    this.advice = advice;
    this.tests = tests;
    this.encoders = encoders;
  }

  /** Whether there is ffmpeg, and how many of it may run at once. */
  public record Encoders(boolean present, int most) {}

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/admin/history", Policy.ADMIN, this::history, "span");
    routes.add("GET", "/api/v1/admin/capacity", Policy.ADMIN, request -> capacity());
  }

  record Line(
      String name,
      String unit,
      String sentence,
      @Nullable Double limit,
      List<Long> at,
      List<Double> mean,
      List<Double> peak) {}

  record Lines(List<Line> series) {}

  private Response history(Request request) {
    String word = request.query("span");
    History.Span span;
    try {
      span = History.Span.valueOf((word == null ? "recent" : word).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("The query parameter span is recent, days or years.");
    }
    return new Response.Json(
        new Lines(history.series().stream().map(each -> line(each, span)).toList()));
  }

  private Line line(Series series, History.Span span) {
    List<Recent.Point> points = thinned(history.points(series.name(), span));
    double limit = series.limit().getAsDouble();
    return new Line(
        series.name(),
        series.unit(),
        series.sentence(),
        Double.isNaN(limit) ? null : limit,
        points.stream().map(Recent.Point::atMillis).toList(),
        points.stream().map(Recent.Point::mean).toList(),
        points.stream().map(Recent.Point::peak).toList());
  }

  /** Several points as one: the mean of their means, the peak of their peaks. */
  static List<Recent.Point> thinned(List<Recent.Point> points) {
    int step = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    if (step <= 1) {
      return points;
    }
    List<Recent.Point> thin = new ArrayList<>();
    for (int from = 0; from < points.size(); from += step) {
      List<Recent.Point> some = points.subList(from, Math.min(points.size(), from + step));
      thin.add(
          new Recent.Point(
              some.getLast().atMillis(),
              some.stream().mapToDouble(Recent.Point::mean).average().orElse(0),
              some.stream().mapToDouble(Recent.Point::peak).max().orElse(0)));
    }
    return thin;
  }

  /** The answer in the unit of who looks after it, and the rest. */
  record Page(
      Carries carries,
      String headline,
      List<Advice.Resource> resources,
      List<Advice.Recommendation> recommendations) {}

  private Response capacity() {
    Carries carries = Carries.of(tests.carried().orElse(null), encoders, history);
    Advice.Page page = advice.page();
    return new Response.Json(
        new Page(carries, page.headline(), page.resources(), page.recommendations()));
  }
}
