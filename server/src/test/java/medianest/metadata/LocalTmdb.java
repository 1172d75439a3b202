package medianest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that answers as TMDB does, with answers that were written for it. */
final class LocalTmdb implements AutoCloseable {

  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile int status = 200;

  /** A path that is not understood, and the beginning of those that do not answer at present. */
  volatile String refused = "nothing";

  volatile String broken = "nothing";

  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final Tmdb tmdb;

  private LocalTmdb(HttpServer server, Tmdb tmdb) {
    this.server = server;
    this.tmdb = tmdb;
  }

  static LocalTmdb start(String key) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    LocalTmdb local =
        new LocalTmdb(server, new Tmdb(new MetadataConfig(key, "en-US", base + "/3", base + "/p")));
    server.createContext("/", local::answer);
    server.start();
    return local;
  }

  Tmdb client() {
    return tmdb;
  }

  void put(String path, String json) {
    put(path, json.getBytes(UTF_8));
  }

  void put(String path, byte[] body) {
    answers.put(path, body);
  }

  /** How often a path was asked for. */
  long asked(String path) {
    return asked.stream().filter(each -> each.startsWith(path + "?")).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    String path = exchange.getRequestURI().getPath();
    asked.add(path + "?" + URLDecoder.decode(query, UTF_8));
    byte[] body = answers.get(path);
    int answer = path.equals(refused) ? 422 : path.startsWith(broken) ? 503 : status;
    if (status == 429) {
      exchange.getResponseHeaders().add("Retry-After", "7");
    }
    if (answer != 200 || body == null) {
      exchange.sendResponseHeaders(answer == 200 ? 404 : answer, -1);
    } else {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    tmdb.close();
  }
}
