package medianest.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Tells other programs: a POST of JSON to each address, tried three times. */
final class Webhooks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final int TRIES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<String> addresses;
  private final @Nullable HttpClient client;

  Webhooks(List<String> addresses) {
    this.addresses = List.copyOf(addresses);
    this.client =
        addresses.isEmpty() ? null : HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  }

  /** What is told. */
  record Message(String alert, String state, String severity, String sentence, String at) {}

  void tell(Message message) {
    HttpClient known = client;
    if (known == null) {
      return;
    }
    String body = new JsonMapper().writeValueAsString(message);
    for (String each : addresses) {
      Thread.ofVirtual().name("webhook").start(() -> send(known, each, body));
    }
  }

  private static void send(HttpClient client, String address, String body) {
    for (int i = 1; i <= TRIES; i++) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status < 500) {
          return;
        }
        Thread.sleep(Duration.ofSeconds(i));
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("The webhook of an alert could not be told (try {} of {}).", i, TRIES, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
