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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recordings: begun, listed, drawn as flames, downloaded, thrown away. */
public final class RecordingsApi {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingsApi.class);

  private final Recordings recordings;

  public RecordingsApi(Recordings recordings) {
    this.recordings = recordings;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/admin/recordings", Policy.ADMIN, request -> list());
    routes.add("POST", "/api/v1/admin/recordings", Policy.ADMIN, this::begin);
    routes.add("POST", "/api/v1/admin/recordings/last", Policy.ADMIN, this::keepLast);
    routes.add("GET", "/api/v1/admin/recordings/{id}", Policy.ADMIN, this::download);
    routes.add("DELETE", "/api/v1/admin/recordings/{id}", Policy.ADMIN, this::delete);
    routes.add(
        "GET",
        "/api/v1/admin/recordings/{id}/flame",
        Policy.ADMIN,
        this::flame,
        "kind",
        "slowerThanMs");
  }

  record Line(String id, String at, long bytes, String source) {}

  /**
   * All there are.
   *
   * @param ringSince from when on what has happened can be kept; null where nothing is recorded
   *     before somebody asks
   * @param whyNotNative why async-profiler had no part in the last one, if it had none
   */
  record Page(
      @Nullable String runningUntil,
      @Nullable String whyNotNative,
      @Nullable String ringSince,
      List<Line> recordings) {}

  record Wish(int seconds) {}

  private Response list() throws IOException {
    return new Response.Json(
        new Page(
            recordings.runningUntil().map(Instant::toString).orElse(null),
            recordings.whyNotNative().orElse(null),
            recordings.ringSince().map(Instant::toString).orElse(null),
            recordings.list().stream().map(RecordingsApi::line).toList()));
  }

  private static Line line(Recordings.Kept each) {
    String source = each.source().name().toLowerCase(Locale.ROOT);
    return new Line(each.id(), each.at().toString(), each.bytes(), source);
  }

  private Response begin(Request request) throws IOException {
    Duration length = Duration.ofSeconds(request.json(Wish.class).seconds());
    if (!length.isPositive() || length.compareTo(Recordings.LONGEST) > 0) {
      throw Problem.invalid("A recording takes 1 to 300 seconds.");
    }
    if (!recordings.begin(length)) {
      throw new Problem(409, "recording", "A recording is under way already.");
    }
    LOG.info("{} records a profile of {} s", request.caller().name(), length.toSeconds());
    return new Response.Empty(202);
  }

  private Response keepLast(Request request) throws IOException {
    Duration last = Duration.ofSeconds(request.json(Wish.class).seconds());
    if (!last.isPositive() || last.compareTo(FlightRing.KEEPS) > 0) {
      throw Problem.invalid("The last 1 to 900 seconds can be kept.");
    }
    if (recordings.ringSince().isEmpty()) {
      throw new Problem(409, "ring", "Nothing is recorded yet, or metrics.flightRecorder is off.");
    }
    if (!recordings.keep(last)) {
      throw new Problem(409, "recording", "A recording is under way already.");
    }
    LOG.info("{} keeps the last {} s", request.caller().name(), last.toSeconds());
    return new Response.Empty(202);
  }

  private Response download(Request request) throws IOException {
    Path file = recording(request).file();
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
    Files.deleteIfExists(recording(request).file());
    return new Response.Empty(204);
  }

  private Response flame(Request request) throws IOException {
    String word = request.query("kind");
    Flame.Kind kind;
    try {
      kind = Flame.Kind.valueOf((word == null ? "cpu" : word).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("The query parameter kind is cpu, wall, allocation, lock or pinned.");
    }
    return new Response.Json(Flames.read(recording(request), kind, slowerThan(request)));
  }

  private static Duration slowerThan(Request request) {
    String word = request.query("slowerThanMs");
    if (word == null) {
      return Duration.ZERO;
    }
    if (!word.matches("\\d{1,6}")) {
      throw Problem.invalid("The query parameter slowerThanMs is a number of milliseconds.");
    }
    return Duration.ofMillis(Integer.parseInt(word));
  }

  private Recordings.Kept recording(Request request) throws IOException {
    return recordings
        .find(request.path("id"))
        .orElseThrow(() -> Problem.notFound("There is no such recording."));
  }
}
