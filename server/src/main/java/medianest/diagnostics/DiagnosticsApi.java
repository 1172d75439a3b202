package medianest.diagnostics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import medianest.http.Policy;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.metrics.Exposition;
import org.jspecify.annotations.Nullable;

/** {@code /health}, {@code /api/v1/health} and {@code /metrics}. */
public final class DiagnosticsApi {

  /** Liveness says only that the event loop turns; every second is often enough to ask. */
  private static final Response ALIVE =
      new Response.Content(
          200,
          "application/json",
          ByteBuffer.wrap("{\"status\":\"up\"}".getBytes(StandardCharsets.US_ASCII)),
          Map.of("cache-control", "public, max-age=1"));

  private final Health health;
  private final Exposition exposition;
  private final MetricsConfig config;

  public DiagnosticsApi(Health health, Exposition exposition, MetricsConfig config) {
    this.health = health;
    this.exposition = exposition;
    this.config = config;
  }

  public void addTo(Routes routes) {
    routes.add(
        new Routes.Route(
            "GET", "/health", Policy.PUBLIC, List.of(), request -> ALIVE, request -> ALIVE));
    routes.add("GET", "/api/v1/health", Policy.PUBLIC, request -> readiness());
    Policy metrics =
        switch (config.access()) {
          case PUBLIC -> Policy.PUBLIC;
          case ADMIN -> Policy.ADMIN;
        };
    routes.add("GET", "/metrics", metrics, request -> metrics(request.header("accept")));
  }

  private Response readiness() {
    Health.Report report = health.report();
    return new Response.Json(report.status() == Health.Status.DOWN ? 503 : 200, report);
  }

  private Response metrics(@Nullable String accept) {
    Exposition.Page page = exposition.page(accept);
    return new Response.Content(
        200, page.contentType(), page.bytes(), Map.of("cache-control", "no-store"));
  }
}
