package medianest.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Delivery to a real HTTP server that fails, refuses and dawdles. */
class WebhooksTest {

  private static final Message MESSAGE =
      new Message("disk_full", "firing", "bad", "The disk is full.", "2026-01-01T00:00Z");
  private static final int SLOW = -1;

  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;
  private volatile IntUnaryOperator status = number -> 204;

  @BeforeEach
  void start() throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    made.setExecutor(threads);
    made.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          int answer = status.applyAsInt(asked.incrementAndGet());
          bodies.add(exchange.getRequestMethod() + " " + body);
          if (answer != SLOW) {
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
          }
        });
    made.start();
    server = made;
  }

  @AfterEach
  void stop() {
    Objects.requireNonNull(server).stop(0);
    threads.shutdownNow();
  }

  private String address() {
    return "http://127.0.0.1:" + Objects.requireNonNull(server).getAddress().getPort() + "/hook";
  }

  private static Webhooks webhooks(String... addresses) {
    return new Webhooks(List.of(addresses), Duration.ofMillis(500), Duration.ofMillis(20));
  }

  private String next() throws InterruptedException {
    String body = bodies.poll(10, TimeUnit.SECONDS);
    assertThat(body).as("a delivery").isNotNull();
    return body;
  }

  @Test
  void anAlertIsPostedAsJson() throws Exception {
    try (Webhooks webhooks = webhooks(address())) {
      webhooks.tell(MESSAGE);
      assertThat(next())
          .startsWith("POST {")
          .contains("\"alert\":\"disk_full\"", "\"state\":\"firing\"", "The disk is full.");
    }
  }

  @Test
  void aServerThatFailsIsTriedAgain() throws Exception {
    status = number -> number < 3 ? 500 : 204;
    try (Webhooks webhooks = webhooks(address())) {
      webhooks.tell(MESSAGE);
      assertThat(List.of(next(), next(), next())).containsOnly(whole());
    }
    assertThat(asked).hasValue(3);
  }

  private static String whole() {
    return "POST {\"alert\":\"disk_full\",\"state\":\"firing\",\"severity\":\"bad\","
        + "\"sentence\":\"The disk is full.\",\"at\":\"2026-01-01T00:00Z\"}";
  }

  @Test
  void aServerThatDawdlesIsGivenUpAndTriedAgain() throws Exception {
    status = number -> number == 1 ? SLOW : 204;
    try (Webhooks webhooks = webhooks(address())) {
      webhooks.tell(MESSAGE);
      next();
      next();
    }
  }

  @Test
  void whoRefusesForGoodIsNotTriedAgain() throws Exception {
    status = number -> 404;
    try (Webhooks webhooks = webhooks(address())) {
      webhooks.tell(MESSAGE);
      next();
      assertThat(bodies.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  @Test
  void oneThatIsNotThereHoldsNoOtherUp() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    try (Webhooks webhooks = webhooks("http://127.0.0.1:" + closed + "/", address())) {
      webhooks.tell(MESSAGE);
      next();
    }
  }
}
