package medianest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Prometheus that takes native histograms gets them, with finer percentiles than the bounds. */
class NativeHistogramsTest {

  private static final Pattern VALUE = Pattern.compile("\"value\":\\[[^,]+,\"([^\"]+)\"\\]");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final QueryMetrics queries = new QueryMetrics(registry, true);
  private final Exposition exposition = new Exposition(registry::scrape);

  @Test
  void textHasTheFixedBoundsAlone() {
    queries.ran("a.one", "select", "a", 3_000_000, false);
    assertThat(exposition.page(null).text())
        .contains("database_query_duration_seconds_bucket{", "le=\"0.0025\"", "le=\"0.005\"");
  }

  @Test
  void prometheusReadsThem(@TempDir Path folder) throws Exception {
    assumeTrue(installed(), "prometheus is not installed");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/metrics", this::answer);
    server.start();
    int port = freePort();
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        "global: {scrape_interval: 1s}\nscrape_configs: [{job_name: one, static_configs:"
            + " [{targets: [\"127.0.0.1:"
            + server.getAddress().getPort()
            + "\"]}]}]\n");
    Process prometheus =
        new ProcessBuilder(
                "prometheus",
                "--enable-feature=native-histograms",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    try {
      // The first look begins a histogram; what is counted after it is a rate.
      queries.ran("a.one", "select", "a", 3_000_000, false);
      assertThat(awaited(port, "histogram_count(database_query_duration_seconds)"))
          .isGreaterThanOrEqualTo(1);
      for (int i = 0; i < 1_000; i++) {
        queries.ran("a.one", "select", "a", 3_000_000, false);
      }
      String half = "histogram_quantile(0.5, increase(database_query_duration_seconds[1m]))";
      // Between its fixed bounds, 2.5 and 5 ms, half would be told as 3.75.
      assertThat(awaited(port, half)).isCloseTo(0.003, within(0.003 * 0.06));
    } finally {
      prometheus.destroy();
      prometheus.waitFor(20, TimeUnit.SECONDS);
      server.stop(0);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Exposition.Page page = exposition.page(exchange.getRequestHeaders().getFirst("accept"));
    byte[] bytes = new byte[page.bytes().remaining()];
    page.bytes().get(bytes);
    exchange.getResponseHeaders().set("content-type", page.contentType());
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static double awaited(int port, String query) throws Exception {
    URI address =
        URI.create(
            "http://127.0.0.1:"
                + port
                + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    String answer = "";
    try (HttpClient client = HttpClient.newHttpClient()) {
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(300);
        try {
          answer =
              client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
          answer = e.toString();
        }
        Matcher value = VALUE.matcher(answer);
        if (value.find() && !value.group(1).equals("NaN")) {
          return Double.parseDouble(value.group(1));
        }
      }
    }
    throw new AssertionError("Prometheus does not say: " + answer);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean installed() {
    List<String> folders = Arrays.asList(System.getenv("PATH").split(File.pathSeparator, -1));
    return folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
  }
}
