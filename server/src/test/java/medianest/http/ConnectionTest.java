package medianest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold connections without using them, and what proxies say of theirs. */
class ConnectionTest {

  private final RouteTable routes = new RouteTable();
  private final CountDownLatch go = new CountDownLatch(1);
  private @TempDir Path folder;

  private Running started(List<String> proxies) throws IOException {
    Path file = folder.resolve("large");
    Files.write(file, new byte[64 << 20]);
    routes.add("GET", "/ok", Policy.PUBLIC, request -> new Response.Empty(204));
    routes.add(
        "GET",
        "/slow",
        Policy.PUBLIC,
        request -> {
          go.await();
          return new Response.Empty(204);
        });
    routes.add(
        "GET",
        "/large",
        Policy.PUBLIC,
        request -> new Response.File(file, 64 << 20, "video/mp4", "\"1\"", null, Map.of()));
    routes.add(
        "GET",
        "/who",
        Policy.PUBLIC,
        request -> new Response.Json(request.clientAddress() + " " + request.secure()));
    routes.add(
        "GET",
        "/events",
        Policy.PUBLIC,
        request ->
            new Response.Events(sink -> {
              sink.send("one", Map.of("a", 1));
              go.await();
              sink.send("two", List.of());
            }));
    return new Running(
        routes,
        HttpConfigs.with(proxies, Duration.ofSeconds(2), Duration.ofSeconds(2)),
        HttpClient.Version.HTTP_1_1);
  }

  @Test
  void headersThatDoNotComeCostTheConnection() throws Exception {
    try (Running running = started(List.of());
        Socket socket = socket(running, "GET /ok HTTP/1.1\r\nHo")) {
      assertThat(readAll(socket)).isEmpty();
    }
  }

  @Test
  void aReaderThatTakesNothingIsCut() throws Exception {
    try (Running running = started(List.of());
        Socket socket = socket(running, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n")) {
      awaitConnections(running, 1);
      // The client reads nothing at all until the server has given it up.
      awaitConnections(running, 0);
      assertThat(readAll(socket).length()).isLessThan(64 << 20);
    }
  }

  @Test
  void anAnswerThatDoesNotBeginIsReplacedByA503() throws Exception {
    try (Running running = started(List.of())) {
      var answer = running.get("/slow");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
      go.countDown();
      assertThat(running.get("/slow").statusCode()).isEqualTo(204);
    }
  }

  @Test
  void requestsOfOneConnectionAreAnsweredInTurn() throws Exception {
    String two =
        "GET /ok HTTP/1.1\r\nHost: a\r\n\r\nGET /who HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    try (Running running = started(List.of());
        Socket socket = socket(running, two)) {
      String answers = readAll(socket);
      assertThat(answers).startsWith("HTTP/1.1 204").contains("HTTP/1.1 200", "127.0.0.1 false");
    }
  }

  @Test
  void nonsenseAndExcessAreRefusedInWords() throws Exception {
    try (Running running = started(List.of())) {
      assertThat(ask(running, "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
          .contains("414 Request-URI Too Long", "The address is too long.");
      assertThat(
              ask(running, "GET /ok HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(17_000) + "\r\n\r\n"))
          .contains(" 431 ", "The headers are too long.");
      assertThat(ask(running, "GET /ok HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"))
          .contains(" 400 ");
      assertThat(ask(running, "TRACE /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 405");
      assertThat(
              ask(
                  running,
                  "POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n"
                      + "Connection: close\r\n\r\n0\r\n\r\n"))
          .doesNotContain("HTTP/1.1 2");
      assertThat(running.get("/ok").statusCode()).isEqualTo(204);
    }
  }

  @Test
  void forwardedHeadersAreBelievedOnlyFromConfiguredProxies() throws Exception {
    try (Running running = started(List.of())) {
      assertThat(running.get("/who", "x-forwarded-for", "8.8.8.8").body())
          .isEqualTo("\"127.0.0.1 false\"");
    }
  }

  @Test
  void ofForwardedAddressesTheRightmostUntrustedCounts() throws Exception {
    try (Running running = started(List.of("127.0.0.0/8", "10.0.0.0/8"))) {
      String hops = "6.6.6.6, 8.8.8.8, 10.1.2.3";
      assertThat(running.get("/who", "x-forwarded-for", hops, "x-forwarded-proto", "https").body())
          .isEqualTo("\"8.8.8.8 true\"");
      assertThat(running.get("/who", "x-forwarded-for", "nonsense").body())
          .isEqualTo("\"127.0.0.1 false\"");
      assertThat(
              running
                  .get("/ok", "x-forwarded-proto", "https")
                  .headers()
                  .firstValue("strict-transport-security"))
          .isPresent();
    }
  }

  @Test
  void eventsComeOneByOne() throws Exception {
    try (Running running = started(List.of());
        Socket socket = socket(running, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n")) {
      InputStream in = socket.getInputStream();
      String seen = "";
      while (!seen.contains("event: one\ndata: {\"a\":1}\n\n")) {
        seen += (char) in.read();
      }
      assertThat(seen).contains("content-type: text/event-stream").doesNotContain("two");
      go.countDown();
      assertThat(readAll(socket)).contains("event: two\ndata: []\n\n");
    }
  }

  @Test
  void drainingLetsRequestsFinishAndEndsEvents() throws Exception {
    try (Running running = started(List.of());
        Socket events = socket(running, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
        Socket slow = socket(running, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")) {
      events.getInputStream().readNBytes(20);
      Thread drain = Thread.ofVirtual().start(() -> running.server.drain(Duration.ofSeconds(5)));
      readAll(events);
      go.countDown();
      assertThat(readAll(slow)).startsWith("HTTP/1.1 204");
      drain.join();
    }
  }

  @Test
  void tooManyFromOneNetworkAreTurnedAway() throws Exception {
    ConnectionLimits limits = new ConnectionLimits(HttpConfigs.limited(3, 2));
    InetAddress one = InetAddress.ofLiteral("2001:db8::1");
    InetAddress neighbour = InetAddress.ofLiteral("2001:db8::2");
    InetAddress other = InetAddress.ofLiteral("2001:db8:1::1");
    assertThat(limits.take(one)).isTrue();
    assertThat(limits.take(neighbour)).isTrue();
    assertThat(limits.take(one)).isFalse();
    limits.release(one);
    assertThat(limits.take(other)).isTrue();
    assertThat(limits.take(InetAddress.getLoopbackAddress())).isFalse();
    assertThat(limits.open()).isEqualTo(4);
  }

  private static void awaitConnections(Running running, int count) throws InterruptedException {
    while (running.server.connections() != count) {
      Thread.sleep(20);
    }
  }

  private static Socket socket(Running running, String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.server.port());
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(30));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String ask(Running running, String request) throws IOException {
    try (Socket socket = socket(running, request)) {
      return readAll(socket);
    }
  }

  /** Until the server closes; a reset counts as that, since bytes may have been left unread. */
  private static String readAll(Socket socket) throws IOException {
    StringBuilder all = new StringBuilder();
    byte[] buffer = new byte[65_536];
    try {
      for (int count = socket.getInputStream().read(buffer);
          count >= 0;
          count = socket.getInputStream().read(buffer)) {
        all.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketException e) {
      return all.toString();
    }
    return all.toString();
  }
}
