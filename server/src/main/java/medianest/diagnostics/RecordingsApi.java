package medianest.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** Recordings: begun, listed, drawn as flames, downloaded, thrown away. */
public final class RecordingsApi {

  private final Recordings recordings;

  public RecordingsApi(Recordings recordings) {
    this.recordings = recordings;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/admin/recordings", Policy.ADMIN, request -> list());
    routes.add("POST", "/api/v1/admin/recordings", Policy.ADMIN, this::begin);
    routes.add("GET", "/api/v1/admin/recordings/{id}", Policy.ADMIN, this::download);
    routes.add("DELETE", "/api/v1/admin/recordings/{id}", Policy.ADMIN, this::delete);
    routes.add("GET", "/api/v1/admin/recordings/{id}/flame", Policy.ADMIN, this::flame, "kind");
  }

  record Line(String id, String at, long bytes) {}

  record Page(@Nullable String runningUntil, List<Line> recordings) {}

  record Wish(int seconds) {}

  private Response list() throws IOException {
    return new Response.Json(
        new Page(
            recordings.runningUntil().map(Instant::toString).orElse(null),
            recordings.list().stream()
                .map(each -> new Line(each.id(), each.at().toString(), each.bytes()))
                .toList()));
  }

  private Response begin(Request request) throws IOException {
    Duration length = Duration.ofSeconds(request.json(Wish.class).seconds());
    if (!length.isPositive() || length.compareTo(Recordings.LONGEST) > 0) {
      throw Problem.invalid("A recording takes 1 to 300 seconds.");
    }
    if (!recordings.begin(length)) {
      throw new Problem(409, "recording", "A recording is under way already.");
    }
    return new Response.Empty(202);
  }

  private Response download(Request request) throws IOException {
    Path file = file(request);
    long size = Files.size(file);
    return new Response.File(
        file,
        size,
        "application/octet-stream",
        "\"" + request.path("id") + "-" + size + "\"",
        "medianest-" + request.path("id") + ".jfr",
        Map.of());
  }

  private Response delete(Request request) throws IOException {
    Files.deleteIfExists(file(request));
    return new Response.Empty(204);
  }

  private Response flame(Request request) throws IOException {
    String word = request.query("kind");
    Flame.Kind kind;
    try {
      kind = Flame.Kind.valueOf((word == null ? "cpu" : word).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("The query parameter kind is cpu, allocation, lock or pinned.");
    }
    return new Response.Json(Flame.read(file(request), kind));
  }

  private Path file(Request request) throws IOException {
    return recordings
        .file(request.path("id"))
        .orElseThrow(() -> Problem.notFound("There is no such recording."));
  }
}
