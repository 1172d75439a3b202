package medianest.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import medianest.metrics.RequestMetrics;
import medianest.metrics.RequestRecord;
import org.jspecify.annotations.Nullable;

/** A server on a free port of the loopback with the routes of a test. */
final class Running implements AutoCloseable {

  static final Caller MEMBER = new Caller("1", "mia", false, "s1");
  static final Caller ADMIN = new Caller("2", "ada", true, "s2");

  final WebServer server;
  final RequestMetrics metrics = new RequestMetrics(new PrometheusRegistry());
  final boolean secure;
  private final HttpClient client;

  Running(RouteTable routes) throws IOException {
    this(routes, HttpConfigs.loopback(), HttpClient.Version.HTTP_1_1);
  }

  Running(RouteTable routes, HttpConfig config, HttpClient.Version version) throws IOException {
    secure = version == HttpClient.Version.HTTP_2;
    client = secure ? TestKeys.client() : HttpClient.newBuilder().version(version).build();
    server = new WebServer(secure ? TestKeys.tls(config) : config, metrics, InstantSource.system());
    server.start(routes, new KnownCallers(), failure -> null);
  }

  URI uri(String path) {
    return URI.create((secure ? "https" : "http") + "://localhost:" + server.port() + path);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(path, request -> request, headers);
  }

  HttpResponse<String> send(
      String path, UnaryOperator<HttpRequest.Builder> how, String... headers) {
    try {
      return client.send(request(path, how, headers), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(path, e);
    }
  }

  HttpResponse<byte[]> bytes(String path, String... headers) {
    try {
      return client.send(request(path, request -> request, headers), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(path, e);
    }
  }

  HttpRequest request(String path, UnaryOperator<HttpRequest.Builder> how, String... headers) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return how.apply(builder).build();
  }

  /** The newest request on record, which is written when its answer has left. */
  RequestRecord answered() {
    for (int i = 0; i < 10_000; i++) {
      List<RequestRecord> newest = metrics.ring().newest(1);
      if (!newest.isEmpty()) {
        return newest.getFirst();
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new AssertionError("no request was recorded");
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  /** Knows the tokens {@code mia} and {@code ada} and the ticket {@code good}. */
  private static final class KnownCallers implements Authenticator {
    @Override
    public @Nullable Caller session(String token) {
      return switch (token) {
        case "mia" -> MEMBER;
        case "ada" -> ADMIN;
        default -> null;
      };
    }

    @Override
    public @Nullable Caller sessionAtOnce(String token) {
      return session(token);
    }

    @Override
    public @Nullable Caller ticket(String ticket) {
      return ticket.equals("good") ? MEMBER : null;
    }
  }
}
