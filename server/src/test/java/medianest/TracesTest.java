package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import medianest.diagnostics.MetricsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Traces of the whole server: none unless they are asked for, and then of what it did. */
public class TracesTest {

  private static final JsonMapper JSON = new JsonMapper();

  private @TempDir Path folder;

  @Test
  void aRequestArrivesWithItsStatementsAndWithoutSecrets() throws Exception {
    BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    HttpServer collector = collector(bodies);
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
    try (RunningHouse house =
        new RunningHouse(folder.resolve("data"), Map.of("metrics.otlpEndpoint", endpoint))) {
      String token = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);
      house.call("GET", "/api/v1/media/nothing-like-it", token, null);
      List<String> all = new ArrayList<>();
      List<JsonNode> spans = new ArrayList<>();
      while (spans.stream().noneMatch(each -> name(each).equals("GET /api/v1/media/{id}"))) {
        String body = bodies.poll(20, TimeUnit.SECONDS);
        assertThat(body).isNotNull();
        all.add(body);
        JSON.readTree(body).at("/resourceSpans/0/scopeSpans/0/spans").forEach(spans::add);
      }
      assertThat(spans).anyMatch(each -> name(each).equals("POST /api/v1/auth/login"));
      List<String> requests =
          spans.stream()
              .filter(each -> each.path("kind").asInt() == 2)
              .map(each -> each.path("spanId").asString())
              .toList();
      assertThat(spans)
          .filteredOn(each -> each.path("kind").asInt() == 3)
          .isNotEmpty()
          .allMatch(each -> requests.contains(each.path("parentSpanId").asString()))
          .allMatch(each -> name(each).matches("[a-z_]+\\.[a-z_]+"));
      assertThat(String.join("", all))
          .doesNotContain(token, RunningHouse.ADMIN_PASSWORD, "nothing-like-it", "admin\"");
    } finally {
      collector.stop(0);
    }
  }

  private static String name(JsonNode span) {
    return span.path("name").asString();
  }

  private static HttpServer collector(BlockingQueue<String> bodies) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** The start is counted in milliseconds, and a class is a tenth of one. */
  @Test
  void nothingOfItIsLoadedWhereItIsOff() throws Exception {
    try (Recorded classes = new Recorded()) {
      measured(classes, "");
      assertThat(classes.names)
          .contains("medianest.Operations$Measured")
          .noneMatch(name -> name.startsWith("medianest.traces."));
    }
    try (Recorded classes = new Recorded()) {
      AutoCloseable measured = measured(classes, "http://127.0.0.1:9");
      assertThat(classes.names).contains("medianest.traces.SpanExport");
      measured.close();
    }
  }

  private static AutoCloseable measured(Recorded classes, String endpoint) throws Exception {
    return (AutoCloseable)
        classes
            .loadClass(Beginning.class.getName())
            .getMethod("with", String.class)
            .invoke(null, endpoint);
  }

  /** What a start does of it; to look for a method of a class would load what it mentions. */
  public static final class Beginning {
    private Beginning() {}

    public static AutoCloseable with(String endpoint) {
      MetricsConfig config =
          new MetricsConfig(MetricsConfig.Access.ADMIN, true, endpoint, true, false);
      return Operations.Measured.of(new PrometheusRegistry(), config);
    }
  }

  /** Loads all of the class path anew, and writes down what. */
  private static final class Recorded extends URLClassLoader {
    private final TreeSet<String> names = new TreeSet<>();

    Recorded() throws IOException {
      super(path(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] path() throws IOException {
      List<URL> urls = new ArrayList<>();
      for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        urls.add(Path.of(each).toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      synchronized (names) {
        names.add(name);
      }
      return super.findClass(name);
    }
  }
}
