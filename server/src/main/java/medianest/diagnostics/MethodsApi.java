package medianest.diagnostics;

import java.time.Instant;
import java.util.List;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few methods of the program, timed call by call for as long as somebody wants to know. */
public final class MethodsApi {

  private static final Logger LOG = LoggerFactory.getLogger(MethodsApi.class);

  private static final String PATH = "/api/v1/admin/methods";

  private final MethodTimings timings;

  public MethodsApi(MethodTimings timings) {
    this.timings = timings;
  }

  public void addTo(Routes routes) {
    routes.add("GET", PATH, Policy.ADMIN, request -> timings());
    routes.add("PUT", PATH, Policy.ADMIN, this::time);
    routes.add("DELETE", PATH, Policy.ADMIN, this::stop);
  }

  record Wish(@Nullable List<@Nullable String> methods) {}

  record Page(@Nullable String since, List<String> timed, List<MethodTimings.Timing> timings) {}

  private Response timings() {
    Instant since = timings.since();
    return new Response.Json(
        new Page(
            since == null ? null : since.toString(),
            timings.timed().stream().map(TimedMethod::toString).toList(),
            timings.timings()));
  }

  private Response time(Request request) {
    List<@Nullable String> wished = request.json(Wish.class).methods();
    if (wished == null) {
      throw Problem.invalid("The body names the methods to time.");
    }
    List<String> methods = wished.stream().map(each -> each == null ? "" : each.strip()).toList();
    try {
      timings.time(methods.stream().distinct().map(TimedMethod::of).toList());
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(String.valueOf(e.getMessage()));
    }
    LOG.info("{} times {}", request.caller().name(), methods);
    return new Response.Empty(204);
  }

  private Response stop(Request request) {
    timings.close();
    LOG.info("{} stops timing methods", request.caller().name());
    return new Response.Empty(204);
  }
}
