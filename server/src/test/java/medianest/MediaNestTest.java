package medianest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import medianest.config.Option;
import medianest.config.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server, started and asked from outside. */
class MediaNestTest {

  private @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    // Where this runs as root, PostgreSQL runs as another account and must be able to pass.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void itTellsHowItIsAndServesThePagesRoutes() throws Exception {
    try (MediaNest nest = MediaNest.start(config(0), Clock.systemUTC(), "a long password");
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, nest, "/health").body()).isEqualTo("{\"status\":\"up\"}");
      assertThat(get(client, nest, "/api/v1/health").body())
          .contains("\"status\":\"up\"", "\"name\":\"database\"");
      assertThat(get(client, nest, "/metrics").statusCode()).isEqualTo(401);
      assertThat(get(client, nest, "/api/v1/nothing").statusCode()).isEqualTo(404);
      assertThat(get(client, nest, "/api/v1/setup").body()).isEqualTo("{\"needed\":false}");
      assertThat(nest.setupToken()).isEmpty();
      String token = token(client, nest);
      assertThat(metrics(client, nest, token))
          .contains(
              "http_request_duration_seconds_bucket{method=\"GET\",route=\"/health\"",
              "database_query_duration_seconds",
              "memory_usage_bytes",
              "event_loop_lag_seconds",
              "user_sessions_active");
    }
  }

  /** Once the event loops have been watched for the first time, a second after the start. */
  private static String metrics(HttpClient client, MediaNest nest, String token) throws Exception {
    String metrics = "";
    for (int i = 0; i < 100 && !metrics.contains("event_loop_lag_seconds"); i++) {
      Thread.sleep(100);
      metrics = get(client, nest, "/metrics", "authorization", "Bearer " + token).body();
    }
    return metrics;
  }

  @Test
  void theRouteTableIsTheOneThatWasReviewed() throws Exception {
    try (MediaNest nest = MediaNest.start(config(0), Clock.systemUTC(), null)) {
      try (var golden = MediaNestTest.class.getResourceAsStream("/routes.golden.txt")) {
        String reviewed =
            golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(nest.routeTable()).isEqualTo(reviewed);
      }
    }
  }

  @Test
  void aPortInUseIsSaidInASentenceAndNothingIsLeft() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> MediaNest.start(config(taken.getLocalPort()), Clock.systemUTC(), null))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("--port");
    }
    // The data folder must be free again.
    MediaNest.start(config(0), Clock.systemUTC(), null).close();
  }

  private static String token(HttpClient client, MediaNest nest) throws Exception {
    HttpRequest login =
        HttpRequest.newBuilder(uri(nest, "/api/v1/auth/login"))
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"username\":\"admin\",\"password\":\"a long password\"}"))
            .build();
    String body = client.send(login, HttpResponse.BodyHandlers.ofString()).body();
    return body.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
  }

  private static HttpResponse<String> get(
      HttpClient client, MediaNest nest, String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(nest, path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(MediaNest nest, String path) {
    return URI.create("http://127.0.0.1:" + nest.port() + path);
  }

  private MediaNestConfig config(int port) {
    Settings settings =
        Settings.of(
            null,
            Map.of(
                "http.host", Option.of("--host", "127.0.0.1"),
                "http.port", Option.of("--port", port)));
    return MediaNestConfig.read(settings, folder);
  }
}
