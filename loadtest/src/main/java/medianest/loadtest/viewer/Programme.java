package medianest.loadtest.viewer;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import medianest.loadtest.http.Answer;
import medianest.loadtest.http.BodySink;
import medianest.loadtest.http.Call;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is watched, as the server offers it: a list of pieces for each quality, with the sound
 * beside.
 *
 * @param pieces of each quality, the lowest first
 * @param sound pieces of the separate sound; empty where it is in the picture's
 */
record Programme(
    List<Long> bandwidths, List<List<Piece>> pieces, List<Piece> sound, List<String> inits) {

  private static final JsonMapper JSON = new JsonMapper();

  /** A server that plays the file itself is asked for so much at a time. */
  private static final long RANGE_BYTES = 1 << 20;

  /** One request of a player. */
  record Piece(double seconds, String path, @Nullable String range) {}

  /** Something that a player could not make sense of; the message is short, since it is counted. */
  static final class Unplayable extends Exception {
    private static final long serialVersionUID = 1L;

    Unplayable(String sentence) {
      super(sentence);
    }
  }

  /** Looks into the catalogue, chooses, and asks how to play it. */
  static Programme choose(
      Fetch fetch, Map<String, String> headers, boolean hls, SplittableRandom random)
      throws IOException, Unplayable {
    JsonNode list =
        json(
            fetch.send(
                "browse",
                Call.get("/api/v1/media?limit=200&sort=duration", headers),
                true,
                BodySink.NOTHING));
    List<JsonNode> ready = new ArrayList<>();
    for (JsonNode each : list.path("items")) {
      if (each.path("state").asString("").equals("ready")
          && each.path("durationSeconds").asDouble(0) > 0) {
        ready.add(each);
      }
    }
    if (ready.isEmpty()) {
      throw new Unplayable("the catalogue has nothing that plays");
    }
    JsonNode item = ready.get(random.nextInt(ready.size()));
    String path = "/api/v1/media/" + item.path("id").asString() + "/playback";
    byte[] body = ("{\"directPlay\":" + !hls + "}").getBytes(StandardCharsets.US_ASCII);
    Map<String, String> typed = new HashMap<>(headers);
    typed.put("Content-Type", "application/json");
    Call ask = new Call("POST", path, typed, ByteBuffer.wrap(body));
    JsonNode how = json(fetch.send("playback", ask, true, BodySink.NOTHING));
    String url = how.path("url").asString("");
    return how.path("kind").asString("").equals("direct")
        ? file(url, item.path("sizeBytes").asLong(0), item.path("durationSeconds").asDouble(0))
        : stream(fetch, url, item.path("durationSeconds").asDouble(0));
  }

  private static Programme file(String url, long bytes, double seconds) {
    List<Piece> pieces = new ArrayList<>();
    for (long at = 0; at < bytes; at += RANGE_BYTES) {
      long end = Math.min(bytes, at + RANGE_BYTES);
      double length = seconds * (end - at) / bytes;
      pieces.add(new Piece(length, url, "bytes=" + at + "-" + (end - 1)));
    }
    return new Programme(
        List.of((long) (bytes * 8 / seconds)), List.of(pieces), List.of(), List.of());
  }

  private static Programme stream(Fetch fetch, String url, double seconds)
      throws IOException, Unplayable {
    Playlist master = playlist(fetch, url);
    if (master.variants().isEmpty()) {
      throw new Unplayable("the master playlist has no variant");
    }
    List<Long> bandwidths = new ArrayList<>();
    List<List<Piece>> pieces = new ArrayList<>();
    List<String> inits = new ArrayList<>();
    for (Playlist.Variant each : master.variants()) {
      bandwidths.add(each.bandwidth());
      pieces.add(media(fetch, resolved(url, each.uri()), seconds, inits));
    }
    String group = master.variants().getFirst().audioGroup();
    String audio = group == null ? null : master.audio().get(group);
    List<Piece> sound =
        audio == null ? List.of() : media(fetch, resolved(url, audio), seconds, inits);
    return new Programme(bandwidths, pieces, sound, inits);
  }

  private static List<Piece> media(Fetch fetch, String url, double seconds, List<String> inits)
      throws IOException, Unplayable {
    Playlist playlist = playlist(fetch, url);
    double longest =
        playlist.segments().stream().mapToDouble(Playlist.Segment::seconds).max().orElse(0);
    if (Math.abs(playlist.seconds() - seconds) > longest + 0.1) {
      throw new Unplayable("the playlist is not as long as the item");
    }
    if (playlist.init() != null) {
      inits.add(resolved(url, playlist.init()));
    }
    return playlist.segments().stream()
        .map(each -> new Piece(each.seconds(), resolved(url, each.uri()), null))
        .toList();
  }

  private static Playlist playlist(Fetch fetch, String url) throws IOException, Unplayable {
    Answer answer = fetch.send("playlist", Call.get(url, Map.of()), true, BodySink.NOTHING);
    if (answer.status() != 200) {
      throw new Unplayable("playlist: status " + answer.status());
    }
    try {
      return Playlist.parse(answer.body());
    } catch (Playlist.BadPlaylist e) {
      throw new Unplayable(String.valueOf(e.getMessage()));
    }
  }

  /** Relative addresses start at the folder of the playlist (RFC 3986, section 5.2). */
  private static String resolved(String base, String uri) {
    return URI.create(base).resolve(uri).toString();
  }

  private static JsonNode json(Answer answer) throws Unplayable {
    if (answer.status() >= 400) {
      throw new Unplayable("status " + answer.status());
    }
    try {
      return JSON.readTree(answer.body().getBytes(StandardCharsets.ISO_8859_1));
    } catch (JacksonException e) {
      throw new Unplayable("the answer is not JSON");
    }
  }
}
