package medianest.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** Load tests against this server: begun, followed, read, compared, thrown away. */
public final class LoadTestsApi {

  private static final double SHORTEST = 100;

  /** A report holds no script and asks for nothing; whatever it held, it could do nothing. */
  private static final String POLICY =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private final LoadTests tests;

  public LoadTestsApi(LoadTests tests) {
    this.tests = tests;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/admin/load-tests", Policy.ADMIN, request -> list());
    routes.add("POST", "/api/v1/admin/load-tests", Policy.ADMIN, this::begin);
    routes.add("GET", "/api/v1/admin/load-tests/{id}", Policy.ADMIN, this::figures);
    routes.add("DELETE", "/api/v1/admin/load-tests/{id}", Policy.ADMIN, this::remove);
    routes.add("GET", "/api/v1/admin/load-tests/{id}/report", Policy.ADMIN, this::report);
  }

  record Now(String id, String plan, String beganAt, Generator.@Nullable Moment moment) {}

  record Line(
      String id,
      String plan,
      String beganAt,
      double seconds,
      String verdict,
      String sentence,
      @Nullable Integer viewers) {}

  record Page(
      List<Generator.Plan> plans,
      @Nullable Now running,
      @Nullable String problem,
      List<Line> runs) {}

  record Wish(String plan, @Nullable Double shorten, @Nullable String baseline) {}

  private Response list() {
    LoadTests.Running running = tests.running();
    Now now =
        running == null
            ? null
            : new Now(
                running.id().toString(),
                running.plan().name(),
                running.beganAt().toString(),
                running.moment());
    return new Response.Json(
        new Page(
            tests.plans(),
            now,
            tests.problem(),
            tests.last().stream().map(LoadTestsApi::line).toList()));
  }

  private static Line line(LoadTestStore.Ran each) {
    Generator.Carried carried = each.carried();
    return new Line(
        each.id().toString(),
        each.plan(),
        each.beganAt().toString(),
        each.seconds(),
        each.verdict(),
        each.sentence(),
        carried == null ? null : carried.viewers());
  }

  private Response begin(Request request) throws IOException {
    Wish wish = request.json(Wish.class);
    Generator.Plan plan =
        tests.plans().stream()
            .filter(each -> each.name().equals(wish.plan()))
            .findAny()
            .orElseThrow(() -> Problem.invalid("There is no plan of that name."));
    double shorten = wish.shorten() == null ? 1 : wish.shorten();
    if (!(shorten >= 1 && shorten <= SHORTEST)) {
      throw Problem.invalid("shorten is a number from 1 to 100.");
    }
    if (!tests.begin(plan, shorten, wish.baseline() == null ? null : id(wish.baseline()))) {
      throw new Problem(409, "load-test", "A load test is under way already.");
    }
    return new Response.Empty(202);
  }

  private Response figures(Request request) throws IOException {
    Path file = file(request, "json");
    long size = Files.size(file);
    String name = "medianest-load-test-" + request.path("id") + ".json";
    return new Response.File(file, size, "application/json", tag(request, size), name, Map.of());
  }

  private Response report(Request request) throws IOException {
    Path file = file(request, "html");
    long size = Files.size(file);
    return new Response.File(
        file,
        size,
        "text/html; charset=utf-8",
        tag(request, size),
        null,
        Map.of("content-security-policy", POLICY));
  }

  private static String tag(Request request, long size) {
    return "\"" + request.path("id") + "-" + size + "\"";
  }

  private Response remove(Request request) throws IOException {
    tests.remove(id(request.path("id")));
    return new Response.Empty(204);
  }

  private Path file(Request request, String form) {
    return tests
        .file(id(request.path("id")), form)
        .orElseThrow(() -> Problem.notFound("There is no such load test."));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("There is no such load test.");
    }
  }
}
