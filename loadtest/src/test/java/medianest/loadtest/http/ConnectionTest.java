package medianest.loadtest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sink sees of a body is what the server sent, whoever else reads at the time. */
class ConnectionTest {

  private static final int BODY_BYTES = 1 << 20;
  private static final int CONNECTIONS = 8;
  private static final int TIMES = 20;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = new byte[BODY_BYTES];
          Arrays.fill(body, (byte) number(exchange.getRequestURI().getPath()));
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static int number(String path) {
    return Integer.parseInt(path.substring(1));
  }

  /** Counts the bytes that are another connection's. */
  private static final class Own implements BodySink {
    private final byte own;
    private long right;
    private long wrong;

    Own(int own) {
      this.own = (byte) own;
    }

    @Override
    public void take(ByteBuffer bytes) {
      while (bytes.hasRemaining()) {
        if (bytes.get() == own) {
          right++;
        } else {
          wrong++;
        }
      }
    }

    @Override
    public boolean looks() {
      return true;
    }
  }

  @Test
  void bodiesThatAreLookedAtAreNotMixed() throws Exception {
    Target target = Target.of("http://127.0.0.1:" + server.getAddress().getPort(), false);
    List<Future<Own>> seen = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int number = i;
      seen.add(threads.submit(() -> fetched(target, number)));
    }
    for (Future<Own> each : seen) {
      assertThat(each.get().wrong).isZero();
      assertThat(each.get().right).isEqualTo((long) TIMES * BODY_BYTES);
    }
  }

  private static Own fetched(Target target, int number) throws IOException {
    Own sink = new Own(number);
    try (Connection connection = new Connection(target, new Deadlines(Duration.ofSeconds(60)))) {
      for (int i = 0; i < TIMES; i++) {
        connection.send(Call.get("/" + number, Map.of()), false, sink);
      }
    }
    return sink;
  }
}
