package medianest.traces;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Whoever takes spans, by OTLP/HTTP in its JSON form (OpenTelemetry Protocol 1.x). */
final class Collector implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_ANSWER = 64 << 10;

  private final URI traces;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /**
   * A collector.
   *
   * @param endpoint to which the path of each signal is added
   */
  Collector(URI endpoint) {
    String base = endpoint.toString();
    traces = URI.create(base + (base.endsWith("/") ? "v1/traces" : "/v1/traces"));
  }

  /** What became of a batch. */
  sealed interface Answer {}

  /** It has it, but for so many spans. */
  record Taken(long refused) implements Answer {}

  /** It will never take it. */
  record Refused(int status) implements Answer {}

  /** The same may be sent again later. */
  record Away(String why) implements Answer {}

  /** How it is called in the log. */
  String name() {
    return traces.getAuthority();
  }

  Answer send(byte[] batch) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(traces)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(batch))
            .build();
    HttpResponse<byte[]> answer;
    try {
      answer = client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER));
    } catch (IOException e) {
      return new Away(e.getClass().getSimpleName());
    }
    return switch (answer.statusCode()) {
      case 200 -> new Taken(refused(answer.body()));
      // These may be tried again, and no others (OTLP, section "Retryable Response Codes").
      case 429, 502, 503, 504 -> new Away("status " + answer.statusCode());
      default -> new Refused(answer.statusCode());
    };
  }

  /** A collector may take a part of what it is sent, and says of how much it did not. */
  private static long refused(byte[] body) {
    try {
      return JSON.readTree(body).path("partialSuccess").path("rejectedSpans").asLong(0);
    } catch (JacksonException e) {
      // Its own words are its own matter: the status says that it took all.
      return 0;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
