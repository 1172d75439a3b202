package medianest.subtitles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;

/** Subtitle files over HTTP: the list of an item, and their text under a ticket. */
public final class SubtitlesApi {

  private static final Pattern FILE = Pattern.compile("([0-9a-f]{16})\\.(vtt|ass)");

  private final Subtitles subtitles;
  private final Function<String, Optional<String>> itemOfTicket;

  /**
   * The routes.
   *
   * @param itemOfTicket which item a ticket lets its holder see
   */
  public SubtitlesApi(Subtitles subtitles, Function<String, Optional<String>> itemOfTicket) {
    this.subtitles = subtitles;
    this.itemOfTicket = itemOfTicket;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/media/{id}/subtitles", Policy.MEMBER, this::list);
    routes.add("GET", "/stream/{ticket}/subtitles/{file}", Policy.TICKET, this::text);
  }

  record SideList(List<Subtitles.Side> items) {}

  private Response list(Request request) {
    return new Response.Json(new SideList(subtitles.of(request.path("id"))));
  }

  private Response text(Request request) throws IOException {
    Matcher file = FILE.matcher(request.path("file"));
    String item = itemOfTicket.apply(request.path("ticket")).orElseThrow(SubtitlesApi::nothing);
    if (!file.matches()) {
      throw nothing();
    }
    String id = file.group(1);
    boolean converted = file.group(2).equals("vtt");
    byte[] text =
        (converted ? subtitles.webVtt(item, id) : subtitles.original(item, id))
            .orElseThrow(SubtitlesApi::nothing);
    return new Response.Content(
        200,
        converted ? "text/vtt; charset=utf-8" : "text/x-ssa; charset=utf-8",
        ByteBuffer.wrap(text),
        Map.of(
            "etag",
            "W/\"" + request.path("file") + "\"",
            "cache-control",
            "private, max-age=21600, immutable"));
  }

  private static Problem nothing() {
    return Problem.notFound("There is nothing at this address.");
  }
}
