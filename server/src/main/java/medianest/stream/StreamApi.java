package medianest.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import medianest.cache.Cache;
import medianest.cache.CacheMetrics;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.media.hls.MultivariantPlaylist;
import medianest.media.io.MediaException;
import medianest.media.subtitle.TrackPictures;
import medianest.media.track.Container;
import org.jspecify.annotations.Nullable;

/**
 * The routes under a ticket.
 *
 * <p>A segment that was made before is answered on the event loop: the ticket, the part and the
 * open file are in memory, and the bytes go from the page cache to the socket. Everything else is
 * made on a virtual thread, once for all who ask.
 */
public final class StreamApi implements AutoCloseable {

  /** Addresses name the version of the file and of the plan, so what is at one never changes. */
  private static final String FOREVER = "private, max-age=21600, immutable";

  /** What a page fetches before its player asks; a film that was replaced is found by its parts. */
  private static final Duration BRIEFLY = Duration.ofSeconds(30);

  private static final Duration PART_KNOWN = Duration.ofHours(2);

  private final Tickets tickets;
  private final Films films;
  private final EncodedParts encoded;
  private final Cache<PartKey, Part> parts;

  StreamApi(
      Tickets tickets,
      Films films,
      EncodedParts encoded,
      StreamConfig config,
      CacheMetrics metrics) {
    this.tickets = tickets;
    this.films = films;
    this.encoded = encoded;
    this.parts =
        Cache.of(
            "stream_parts",
            Cache.Bound.ofBytes(config.segmentCacheBytes(), Part::weight),
            PART_KNOWN,
            metrics);
  }

  /** Where a part is kept. */
  private record PartKey(String itemId, String plan, PartFolder folder, PartName name) {}

  /** What a request for a part asks for, once its ticket allows it. */
  private record Wanted(Ticket ticket, PartKey key, String etag) {}

  public void addTo(Routes routes) {
    routes.add("GET", "/stream/{ticket}/master.m3u8", Policy.TICKET, this::master);
    routes.add(
        new Routes.Route(
            "GET",
            "/stream/{ticket}/original",
            Policy.TICKET,
            List.of(),
            this::originalInMemory,
            this::original));
    routes.add(
        new Routes.Route(
            "GET",
            "/stream/{ticket}/{plan}/{track}/{file}",
            Policy.TICKET,
            List.of(),
            this::partInMemory,
            this::part));
  }

  private Response master(Request request) throws IOException {
    Ticket ticket = ticket(request);
    Film film = film(ticket);
    String playlist =
        new MultivariantPlaylist(film.index(), film.plan(), film.address() + "/")
            .write(
                // Players of HLS know no subtitles that are pictures.
                track ->
                    ticket.offer().tracks().contains(track.number())
                        && !TrackPictures.readable(track),
                EncodedParts.offered(film, ticket.offer()));
    return new Response.Content(
        200,
        PartWriter.PLAYLIST_TYPE,
        ByteBuffer.wrap(playlist.getBytes(StandardCharsets.UTF_8)),
        Map.of("cache-control", "private, max-age=" + BRIEFLY.toSeconds()));
  }

  private Response original(Request request) throws IOException {
    SourceFile file = films.file(ticket(request));
    return original(file, films.open().acquire(file.key(), Film.Bytes.of(file)));
  }

  /** The answer where the file is open and what the library says of it is at hand. */
  private @Nullable Response originalInMemory(Request request) {
    return tickets
        .find(request.path("ticket"))
        .flatMap(known -> films.fileInMemory(known.ticket()))
        .map(file -> {
          SharedChannel channel = films.open().acquireOpen(file.key());
          return channel == null ? null : original(file, channel);
        })
        .orElse(null);
  }

  /** Takes the channel over, and lets it go with the last byte. */
  private static Response original(SourceFile file, SharedChannel channel) {
    return new Response.Spans(
        file.container().map(Container::mimeType).orElse("application/octet-stream"),
        ByteBuffer.allocate(0),
        channel.channel(),
        List.of(new Response.Span(0, file.sizeBytes())),
        Map.of("etag", "\"" + file.version() + "\"", "cache-control", "private, no-cache"),
        channel::release);
  }

  /** The answer where all of it is in memory. */
  private @Nullable Response partInMemory(Request request) {
    Tickets.Known known = tickets.find(request.path("ticket")).orElse(null);
    if (known == null) {
      return null;
    }
    Wanted wanted = wanted(known.ticket(), request);
    Part part = parts.ifPresent(wanted.key());
    if (part == null) {
      return null;
    }
    FileKey file = new FileKey(known.ticket().itemId(), known.ticket().version());
    SharedChannel channel =
        films.loaded(file).map(film -> films.open().acquireOpen(film.bytesKey())).orElse(null);
    return channel == null ? null : response(part, channel, wanted.etag());
  }

  private Response part(Request request) throws IOException {
    Wanted wanted = wanted(ticket(request), request);
    Film film = film(wanted.ticket());
    if (!film.address().equals(wanted.key().plan())) {
      throw OpenFiles.changed();
    }
    PartFolder folder = wanted.key().folder();
    if (folder.encoded()) {
      return switch (encoded.answer(film, folder, wanted.key().name())) {
        case EncodedParts.Answer.Playlist(Part.Text text) -> text(text, wanted.etag());
        case EncodedParts.Answer.Stored(Part.Spans content, SharedChannel stored) ->
            response(content, stored, wanted.etag());
      };
    }
    if (!PartWriter.exists(film, folder.track(), wanted.key().name())) {
      throw PartWriter.nothing();
    }
    SharedChannel channel = films.acquire(film);
    Part part;
    try {
      part = parts.get(wanted.key(), key -> write(film, channel, key));
    } catch (UncheckedIOException e) {
      channel.release();
      throw problem(e);
    } catch (RuntimeException e) {
      channel.release();
      throw e;
    }
    return response(part, channel, wanted.etag());
  }

  /** Checks the names in the address and what the ticket says about them. */
  private static Wanted wanted(Ticket ticket, Request request) {
    String file = request.path("file");
    String plan = request.path("plan");
    PartName name = PartName.parse(file).orElseThrow(PartWriter::nothing);
    PartFolder folder = PartFolder.parse(request.path("track")).orElseThrow(PartWriter::nothing);
    Set<Integer> allowed = folder.encoded() ? ticket.offer().encoded() : ticket.offer().tracks();
    boolean drawn = folder.drawn().isEmpty() || folder.drawn().equals(ticket.offer().drawn());
    if (!allowed.contains(folder.track()) || !drawn || !plan.startsWith(ticket.version() + "-")) {
      throw PartWriter.nothing();
    }
    PartKey key = new PartKey(ticket.itemId(), plan, folder, name);
    return new Wanted(ticket, key, plan + "-" + folder.name() + "-" + file);
  }

  private static Part write(Film film, SharedChannel channel, PartKey key) {
    ChannelSource source = new ChannelSource(channel.channel(), film.bytes().size());
    try {
      return new PartWriter(film, source).write(key.folder().track(), key.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the channel over, and lets it go with the last byte. */
  private static Response response(Part part, SharedChannel channel, String etag) {
    return switch (part) {
      case Part.Spans spans ->
          new Response.Spans(
              spans.contentType(),
              spans.head().duplicate(),
              channel.channel(),
              spans.pieces().stream().map(p -> new Response.Span(p.offset(), p.length())).toList(),
              headers("\"" + etag + "\""),
              channel::release);
      case Part.Whole whole ->
          new Response.Spans(
              whole.contentType(),
              whole.bytes().duplicate(),
              channel.channel(),
              List.of(),
              headers("\"" + etag + "\""),
              channel::release);
      case Part.Text text -> {
        channel.release();
        yield text(text, etag);
      }
    };
  }

  private static Response text(Part.Text text, String etag) {
    // Weak, since the same text leaves compressed and not.
    return new Response.Content(
        200, text.contentType(), text.bytes().duplicate(), headers("W/\"" + etag + "\""));
  }

  private static Map<String, String> headers(String etag) {
    return Map.of("etag", etag, "cache-control", FOREVER);
  }

  private Film film(Ticket ticket) throws IOException {
    try {
      return films.film(films.file(ticket));
    } catch (IOException e) {
      throw problem(new UncheckedIOException(e));
    }
  }

  private Ticket ticket(Request request) {
    return tickets
        .find(request.path("ticket"))
        .map(Tickets.Known::ticket)
        .orElseThrow(PartWriter::nothing);
  }

  /** What is wrong with the file is the file's fault, and said so. */
  private static RuntimeException problem(UncheckedIOException e) {
    return e.getCause() instanceof MediaException reason
        ? new Problem(422, "unplayable", String.valueOf(reason.getMessage()))
        : e;
  }

  @Override
  public void close() {
    films.close();
  }
}
