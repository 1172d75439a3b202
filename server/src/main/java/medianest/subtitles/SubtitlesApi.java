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
import medianest.media.io.Bytes;
import medianest.media.io.MediaException;
import medianest.media.subtitle.TrackPictures;

/** Subtitle files over HTTP: the list of an item, and their text under a ticket. */
public final class SubtitlesApi {

  private static final Pattern FILE =
      Pattern.compile("([0-9a-f]{16})(?:\\.(vtt|ass)|_(0|[1-9]\\d{0,4})\\.sup)");

  private static final String FOREVER = "private, max-age=21600, immutable";

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
    routes.add("GET", "/stream/{ticket}/subtitles/{file}", Policy.TICKET, this::file);
  }

  record SideList(List<Subtitles.Side> items) {}

  private Response list(Request request) {
    return new Response.Json(new SideList(subtitles.of(request.path("id"))));
  }

  private Response file(Request request) throws IOException {
    Matcher file = FILE.matcher(request.path("file"));
    String item = itemOfTicket.apply(request.path("ticket")).orElseThrow(SubtitlesApi::nothing);
    if (!file.matches()) {
      throw nothing();
    }
    String id = file.group(1);
    Map<String, String> headers =
        Map.of("etag", "W/\"" + file.group() + "\"", "cache-control", FOREVER);
    try {
      return file.group(3) == null
          ? text(item, id, file.group(2).equals("vtt"), headers)
          : pictures(item, id, Integer.parseInt(file.group(3)), headers);
    } catch (MediaException e) {
      throw new Problem(422, "unplayable", String.valueOf(e.getMessage()));
    }
  }

  private Response text(String item, String id, boolean converted, Map<String, String> headers)
      throws IOException {
    byte[] text =
        (converted ? subtitles.webVtt(item, id) : subtitles.original(item, id))
            .orElseThrow(SubtitlesApi::nothing);
    String type = converted ? "text/vtt; charset=utf-8" : "text/x-ssa; charset=utf-8";
    return new Response.Content(200, type, ByteBuffer.wrap(text), headers);
  }

  private Response pictures(String item, String id, int window, Map<String, String> headers)
      throws IOException {
    long from = window * TrackPictures.WINDOW_US;
    Bytes pictures =
        subtitles
            .pictures(item, id, from, from + TrackPictures.WINDOW_US)
            .orElseThrow(SubtitlesApi::nothing);
    return new Response.Content(200, TrackPictures.TYPE, pictures.buffer(), headers);
  }

  private static Problem nothing() {
    return Problem.notFound("There is nothing at this address.");
  }
}
