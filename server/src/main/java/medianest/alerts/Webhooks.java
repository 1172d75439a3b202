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
  private static final int TOO_MANY = 429;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<String> addresses;
  private final Duration patience;
  private final Duration pause;
  private final @Nullable HttpClient client;

  Webhooks(List<String> addresses) {
    this(addresses, PATIENCE, PAUSE);
  }

  /**
   * Makes them.
   *
   * @param patience for one try
   * @param pause after the first try that failed; it grows with each
   */
  Webhooks(List<String> addresses, Duration patience, Duration pause) {
    this.addresses = List.copyOf(addresses);
    this.patience = patience;
    this.pause = pause;
    this.client =
        addresses.isEmpty() ? null : HttpClient.newBuilder().connectTimeout(patience).build();
  }

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

  private void send(HttpClient known, String address, String body) {
    try {
      for (int i = 1; i <= TRIES; i++) {
        if (sent(known, address, body, i)) {
          return;
        }
        Thread.sleep(pause.multipliedBy(i));
      }
      LOG.error("The webhook of an alert at {} was not reached.", host(address));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether another try is of no use: it was taken, or refused for good. */
  private boolean sent(HttpClient known, String address, String body, int attempt)
      throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address))
              .timeout(patience)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      int status = known.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 400) {
        LOG.warn("The webhook at {} answered {} (try {}).", host(address), status, attempt);
      }
      return status < 500 && status != TOO_MANY;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The webhook at {} could not be told (try {}).", host(address), attempt, e);
      return false;
    }
  }

  /** Addresses of webhooks are secrets from the path on. */
  private static String host(String address) {
    return address.replaceFirst("^(\\w+://)(?:[^/?#@]*@)?([^/?#]*).*$", "$1$2");
  }

  @Override
  public void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
