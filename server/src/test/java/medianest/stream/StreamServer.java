package medianest.stream;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import medianest.cache.CacheMetrics;
import medianest.ffmpeg.FfmpegConfig;
import medianest.http.Authenticator;
import medianest.http.Caller;
import medianest.http.HttpConfig;
import medianest.http.RouteTable;
import medianest.http.WebServer;
import medianest.media.io.ByteSource;
import medianest.media.io.FileSource;
import medianest.media.io.MediaException;
import medianest.media.io.UnsupportedMedia;
import medianest.media.probe.Probe;
import medianest.media.probe.Sniffed;
import medianest.media.probe.Sniffer;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.metrics.RequestMetrics;
import medianest.playback.PlaybackApi;
import medianest.playback.SideSubtitles;
import medianest.playback.Streams;
import medianest.transcode.TranscodeConfig;
import medianest.transcode.Transcoder;
import org.jspecify.annotations.Nullable;

/** A server that streams the files of a test, over HTTP on a free port of the loopback. */
final class StreamServer implements AutoCloseable {

  static final Caller MIA = new Caller("1", "mia", false, "session-of-mia");

  private final Map<String, Path> files = new ConcurrentHashMap<>();
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final RequestMetrics metrics = new RequestMetrics(new PrometheusRegistry());
  private final WebServer web;
  final Tickets tickets;
  final Streaming streaming;
  final medianest.ffmpeg.Ffmpeg ffmpeg;
  final Transcoder transcoder;
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Without ffmpeg. */
  StreamServer(Path dataFolder) throws IOException {
    this(dataFolder, new FfmpegConfig("/nonexistent/ffmpeg", 0, 8L << 30));
  }

  StreamServer(Path dataFolder, FfmpegConfig ffmpegConfig) throws IOException {
    sessions.add(MIA.sessionId());
    InstantSource clock = () -> now;
    StreamConfig config = StreamConfig.defaults();
    tickets =
        Tickets.of(dataFolder, config, id -> sessions.contains(id) ? MIA : null, clock, background);
    ffmpeg = medianest.ffmpeg.Ffmpeg.find(ffmpegConfig, dataFolder.resolve("ffmpeg"));
    transcoder = Transcoder.open(ffmpeg, TranscodeConfig.defaults(), dataFolder);
    streaming =
        Streaming.of(
            tickets,
            id -> Optional.ofNullable(files.get(id)).map(path -> sourceFile(id, path)),
            StreamServer::index,
            transcoder,
            config,
            new CacheMetrics(new PrometheusRegistry()));
    RouteTable routes = new RouteTable();
    streaming.api().addTo(routes);
    new PlaybackApi(streaming, SideSubtitles.NONE).addTo(routes);
    web = new WebServer(httpConfig(), metrics, InstantSource.system());
    web.start(routes, new Callers(), _ -> null);
  }

  void add(String id, Path file) {
    files.put(id, file);
  }

  void endSession() {
    sessions.clear();
    tickets.forget(MIA.sessionId());
  }

  /** Everything of a file, for Mia. */
  Streams.Admission admit(String id) throws IOException {
    Set<Integer> all = IntStream.range(0, 100).boxed().collect(Collectors.toSet());
    return streaming.admit(MIA, id, Streams.Offer.of(all));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + web.port() + path);
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    return send(HttpRequest.newBuilder(uri(path)), headers);
  }

  HttpResponse<byte[]> head(String path) {
    return send(HttpRequest.newBuilder(uri(path)).HEAD());
  }

  HttpResponse<byte[]> post(String path, String json) {
    return send(
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(json)),
        "authorization",
        "Bearer mia",
        "content-type",
        "application/json");
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, String... headers) {
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(
          request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static MediaIndex index(ByteSource source) throws IOException {
    return switch (Probe.open(source)) {
      case Sniffed.Indexed indexed -> indexed.index();
      case Sniffed.Known known ->
          throw new UnsupportedMedia("This is a " + known.container().title() + " file.");
    };
  }

  private static SourceFile sourceFile(String id, Path path) {
    try {
      long modified = Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS);
      return new SourceFile(id, path, Files.size(path), modified, container(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<Container> container(Path path) throws IOException {
    try (FileSource source = FileSource.open(path)) {
      return Optional.of(Sniffer.sniff(source));
    } catch (MediaException e) {
      return Optional.empty();
    }
  }

  private static HttpConfig httpConfig() {
    HttpConfig d = HttpConfig.defaults();
    return new HttpConfig(
        "127.0.0.1",
        0,
        d.tls(),
        d.trustedProxies(),
        2,
        d.keepAlive(),
        d.requestTimeout(),
        d.headerTimeout(),
        d.bodyTimeout(),
        d.minBytesPerSecond(),
        d.slowReaderAfter(),
        d.maxConnections(),
        d.maxConnectionsPerAddress(),
        d.maxRequests(),
        d.maxHeaderBytes(),
        d.maxJsonBytes(),
        d.compressFromBytes());
  }

  @Override
  public void close() {
    client.close();
    web.close();
    streaming.api().close();
    transcoder.close();
    ffmpeg.close();
    background.close();
  }

  private final class Callers implements Authenticator {
    @Override
    public @Nullable Caller session(String token) {
      return token.equals("mia") && sessions.contains(MIA.sessionId()) ? MIA : null;
    }

    @Override
    public @Nullable Caller sessionAtOnce(String token) {
      return session(token);
    }

    @Override
    public @Nullable Caller ticket(String ticket) {
      return tickets.caller(ticket);
    }
  }
}
