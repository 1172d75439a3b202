package medianest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import medianest.config.Option;
import medianest.config.Settings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole server in this process, on a free port of the loopback, with a client for it. */
final class RunningHouse implements AutoCloseable {

  static final String ADMIN_PASSWORD = "the first of all passwords";

  private static final JsonMapper JSON = new JsonMapper();

  final MovableClock clock = new MovableClock();
  final MediaNest nest;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The folder of the data must be one that PostgreSQL can pass where this runs as root. */
  RunningHouse(Path data) throws StartFailure, IOException {
    this(data, Map.of());
  }

  /**
   * The same with settings.
   *
   * @param more from keys to values
   */
  RunningHouse(Path data, Map<String, String> more) throws StartFailure, IOException {
    Files.setPosixFilePermissions(
        Path.of(String.valueOf(data.getParent())), PosixFilePermissions.fromString("rwx--x--x"));
    Map<String, Option> options = new HashMap<>();
    more.forEach((key, value) -> options.put(key, Option.of("--set", value)));
    options.put("data", Option.of("--data", data));
    options.put("http.host", Option.of("--host", "127.0.0.1"));
    options.put("http.port", Option.of("--port", "0"));
    Settings settings = Settings.of(null, options);
    nest = MediaNest.start(MediaNestConfig.read(settings, data), clock, ADMIN_PASSWORD);
  }

  /** Signs in; the answer is the token. */
  String signIn(String name, String password) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        call(
            "POST",
            "/api/v1/auth/login",
            null,
            "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}");
    if (answer.statusCode() != 200) {
      throw new IOException("signing in answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body()).get("token").asString();
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  HttpResponse<String> call(
      String method, String path, @Nullable String token, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + nest.port() + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The status alone, for answers that never end. */
  int status(String method, String path, @Nullable String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + nest.port() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<java.io.InputStream> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  @Override
  public void close() {
    client.shutdownNow();
    nest.close();
  }
}
