package medianest.benchmarks.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** This server as its users start it, with a library. */
public final class OwnServer implements AutoCloseable {

  /** Of the account {@code admin}. */
  public static final String PASSWORD = "benchmark password";

  private static final int BUSY_TRIES = 10;

  private final Process process;
  private final int port;

  /** Whoever stops a benchmark half-way does not look for the servers that it started. */
  private final Thread whenStopped = new Thread(this::end);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private String token = "";

  private OwnServer(Process process, int port) {
    this.process = process;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(whenStopped);
  }

  public static OwnServer start(Path repository, Path data, Path library, int port)
      throws IOException, InterruptedException {
    return start(repository, data, library, port, Map.of());
  }

  /**
   * Starts it, which scans the library.
   *
   * @param settings as the environment has them
   */
  public static OwnServer start(
      Path repository, Path data, Path library, int port, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(repository, data, List.of("--library", library.toString()), port, settings);
  }

  /** Starts it with the libraries that its tables know, none of which is scanned. */
  public static OwnServer startAgain(
      Path repository, Path data, int port, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(repository, data, List.of(), port, settings);
  }

  private static OwnServer start(
      Path repository, Path data, List<String> library, int port, Map<String, String> settings)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(repository.resolve("medianest").toString()));
    words.add("serve");
    words.addAll(library);
    words.addAll(List.of("--data", data.toString()));
    words.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
    ProcessBuilder command =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(data.resolveSibling("server.log").toFile());
    command.environment().put("MEDIANEST_ADMIN_PASSWORD", PASSWORD);
    command.environment().putAll(settings);
    OwnServer server = new OwnServer(command.start(), port);
    server.await();
    return server;
  }

  public int port() {
    return port;
  }

  /** What the account {@code admin} shows with each request. */
  public String token() {
    return token;
  }

  public List<ProcessHandle> processes() {
    return List.of(process.toHandle());
  }

  private void await() throws IOException, InterruptedException {
    for (int i = 0; i < 1200; i++) {
      try {
        if (get("/api/v1/health").statusCode() == 200) {
          token = signIn("admin");
          return;
        }
      } catch (java.net.ConnectException e) {
        // It is not listening yet.
      }
      if (!process.isAlive()) {
        throw new IOException("The server ended; see server.log.");
      }
      Thread.sleep(100);
    }
    throw new IOException("The server did not become ready within two minutes.");
  }

  /** The token of an account, all of which have one password; who is signed in stays so. */
  public String signIn(String name) throws IOException, InterruptedException {
    String body = "{\"username\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}";
    return post("/api/v1/auth/login", body, "").get("token").asString();
  }

  /** The address of a playback of the only item: {@code directPlay} false asks for HLS. */
  String play(boolean directPlay) throws IOException, InterruptedException {
    return play("{\"directPlay\":" + directPlay + "}");
  }

  /** The same, for a client that says that of itself. */
  public String play(String wish) throws IOException, InterruptedException {
    for (int i = 0; i < 300; i++) {
      JsonNode items = json.readTree(get("/api/v1/media").body()).get("items");
      if (!items.isEmpty()) {
        String id = items.get(0).get("id").asString();
        return post("/api/v1/media/" + id + "/playback", wish, token).get("url").asString();
      }
      Thread.sleep(100);
    }
    throw new IOException("The film did not appear in the library.");
  }

  /** How many bytes are behind a path, all of them read; asked for again while all are busy. */
  public int fetch(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = null;
    for (int i = 0; i < BUSY_TRIES && (answer == null || answer.statusCode() == 503); i++) {
      answer = client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
    if (answer == null || answer.statusCode() != 200) {
      throw new IOException(
          path + " answered " + (answer == null ? "nothing" : answer.statusCode()));
    }
    return answer.body().length;
  }

  /** What a path answers as JSON. */
  public JsonNode json(String path) throws IOException, InterruptedException {
    return json(path, token);
  }

  /** What it answers to somebody else. */
  public JsonNode json(String path, String someone) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request(path, someone).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
    return json.readTree(response.body());
  }

  /** Returns when the scan has found so many files. */
  public void awaitFiles(int count) throws IOException, InterruptedException {
    while (json("/api/v1/media?view=files&limit=1").get("total").asInt() != count) {
      Thread.sleep(200);
    }
  }

  /** The head of a request for a path, as it goes over the wire. */
  public String head(String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nAuthorization: Bearer "
        + token
        + "\r\n\r\n";
  }

  /** Asks for something to be done. */
  public void order(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request(path).POST(HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
  }

  /** A text behind a path. */
  public String text(String path) throws IOException, InterruptedException {
    return get(path).body();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode post(String path, String body, String someone)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request(path, someone)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
    return json.readTree(response.body());
  }

  private HttpRequest.Builder request(String path) {
    return request(path, token);
  }

  private HttpRequest.Builder request(String path, String someone) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return someone.isEmpty() ? request : request.header("Authorization", "Bearer " + someone);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(whenStopped);
    end();
  }

  private void end() {
    process.destroy();
    process.onExit().join();
  }
}
