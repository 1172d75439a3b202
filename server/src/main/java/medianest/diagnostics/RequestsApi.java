package medianest.diagnostics;

import java.time.Instant;
import java.util.List;
import medianest.http.Policy;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.metrics.Repetitions;
import medianest.metrics.RequestMetrics;
import medianest.metrics.RequestRecord;
import medianest.metrics.Times;
import medianest.metrics.Work;
import org.jspecify.annotations.Nullable;

/** What was asked of the server: by route, the last, the slowest. */
public final class RequestsApi {

  private static final int LAST = 200;

  private final RequestMetrics metrics;

  public RequestsApi(RequestMetrics metrics) {
    this.metrics = metrics;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/admin/requests", Policy.ADMIN, request -> requests());
  }

  record Page(
      List<Times.Line> routes,
      List<Line> last,
      List<Line> slowest,
      List<Repetitions.Finding> findings) {}

  record Line(
      String trace,
      String method,
      String route,
      int status,
      String startedAt,
      double firstByteMs,
      double durationMs,
      long bytes,
      @Nullable String user,
      double connectionMs,
      List<Statement> statements,
      List<Work.LookUp> lookUps) {}

  record Statement(String name, int times, double ms) {}

  private Response requests() {
    return new Response.Json(
        new Page(
            metrics.routes().lines(),
            metrics.ring().newest(LAST).stream().map(RequestsApi::line).toList(),
            metrics.slowest().list().stream().map(RequestsApi::line).toList(),
            metrics.repetitions().list()));
  }

  private static Line line(RequestRecord each) {
    return new Line(
        each.trace(),
        each.method(),
        each.route(),
        each.status(),
        Instant.ofEpochMilli(each.startedAtMillis()).toString(),
        each.firstByteNanos() / 1e6,
        each.durationNanos() / 1e6,
        each.bytes(),
        each.user(),
        each.work().connectionNanos() / 1e6,
        each.statements().stream().map(RequestsApi::statement).toList(),
        each.work().lookUps());
  }

  private static Statement statement(Work.Ran ran) {
    return new Statement(ran.name(), ran.times(), ran.nanos() / 1e6);
  }
}
