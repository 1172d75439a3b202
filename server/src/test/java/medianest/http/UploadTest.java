package medianest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that are read as they come, written by hand on a socket. */
class UploadTest {

  private static final String BOUNDARY = "----b0undary";

  record Kept(String name, String type, long size, String sha256) {}

  private final RouteTable routes = new RouteTable();
  private final CompletableFuture<Exception> failure = new CompletableFuture<>();
  private final CountDownLatch mayRead = new CountDownLatch(1);
  private final Running running = new Running(routes());

  UploadTest() throws IOException {}

  private RouteTable routes() {
    routes.add("POST", "/upload", Policy.PUBLIC, this::keep);
    routes.add(
        "POST",
        "/patient",
        Policy.PUBLIC,
        request -> {
          mayRead.await();
          return keep(request);
        });
    routes.add(
        "POST",
        "/refused",
        Policy.PUBLIC,
        request -> {
          throw new Problem(413, "too-large", "Too large.");
        });
    routes.add("GET", "/ok", Policy.PUBLIC, request -> new Response.Empty(204));
    return routes;
  }

  private Response keep(Request request) throws Exception {
    try {
      return kept(request.filePart("file"));
    } catch (IOException e) {
      failure.complete(e);
      throw e;
    }
  }

  private static Response kept(Request.FilePart part) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    long size = 0;
    byte[] buffer = new byte[10_000];
    try (InputStream content = part.content()) {
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        sha256.update(buffer, 0, count);
        size += count;
      }
    }
    return new Response.Json(
        201,
        new Kept(
            part.fileName(), part.contentType(), size, HexFormat.of().formatHex(sha256.digest())));
  }

  @BeforeEach
  void checkStart() {
    assertThat(running.get("/ok").statusCode()).isEqualTo(204);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aFilePartArrivesByteForByteBehindOtherParts() throws Exception {
    byte[] content = new byte[3_000_001];
    new Random(3).nextBytes(content);
    // What looks like the beginning of a boundary must not end the part.
    byte[] trap =
        ("\r\n--" + BOUNDARY.substring(0, 8) + "\r\n--").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(trap, 0, content, 65_530, trap.length);
    try (Socket socket = open("/upload", body(content).length, "")) {
      socket.getOutputStream().write(body(content));
      String answer = answer(socket);
      assertThat(answer)
          .startsWith("HTTP/1.1 201")
          .contains("\"name\":\"film ä.mkv\"", "\"type\":\"video/x\"", "\"size\":3000001")
          .contains(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    }
  }

  @Test
  void aSenderIsHeldUpWhileNobodyReads() throws Exception {
    byte[] piece = new byte[1 << 20];
    long offered = 256L << 20;
    try (Socket socket = open("/patient", head().length + offered + tail().length, "")) {
      OutputStream out = socket.getOutputStream();
      out.write(head());
      CompletableFuture<Long> sent = new CompletableFuture<>();
      long[] count = {0};
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (count[0] < offered) {
                    out.write(piece);
                    count[0] += piece.length;
                  }
                  out.write(tail());
                  sent.complete(count[0]);
                } catch (IOException e) {
                  sent.completeExceptionally(e);
                }
              });
      long before = -1;
      while (before != count[0]) {
        before = count[0];
        Thread.sleep(300);
      }
      // Socket buffers of both sides and a few pieces ahead, whatever the size of the body.
      assertThat(count[0]).isLessThan(64L << 20);
      mayRead.countDown();
      assertThat(sent.get(60, TimeUnit.SECONDS)).isEqualTo(offered);
      sender.join();
      assertThat(answer(socket)).contains("\"size\":" + offered);
    }
  }

  @Test
  void aClientThatGoesAwayFailsTheRead() throws Exception {
    try (Socket socket = open("/upload", 1_000_000, "")) {
      socket.getOutputStream().write(head());
      socket.getOutputStream().write(new byte[50_000]);
    }
    assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
  }

  @Test
  void aClientThatStopsSendingIsToldAfterTheBodyTimeout() throws Exception {
    try (Socket socket = open("/upload", 1_000_000, "")) {
      socket.getOutputStream().write(head());
      assertThat(answer(socket)).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void aBodyThatEndsWithinAPartIsRefused() throws Exception {
    byte[] cut = "\r\n--x\r\n".getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = open("/upload", cut.length, "")) {
      socket.getOutputStream().write(cut);
      assertThat(answer(socket)).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void aRefusalReachesAClientThatStillSends() throws Exception {
    try (Socket socket = open("/refused", 1L << 40, "")) {
      assertThat(answer(socket)).startsWith("HTTP/1.1 413").contains("connection: close");
    }
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOn() throws Exception {
    byte[] body = body(new byte[10]);
    try (Socket socket = open("/upload", body.length, "Expect: 100-continue\r\n")) {
      byte[] told = socket.getInputStream().readNBytes(12);
      assertThat(new String(told, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
      socket.getOutputStream().write(body);
      assertThat(answer(socket)).contains("HTTP/1.1 201");
    }
  }

  private Socket open(String path, long length, String more) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.server.port());
    socket.setSoTimeout(20_000);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary="
            + BOUNDARY
            + "\r\nContent-Length: "
            + length
            + "\r\n"
            + more
            + "\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** What comes until the body has as many bytes as its head says. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    byte[] buffer = new byte[8192];
    int length = -1;
    while (length < 0 || answer.length() < length) {
      int count = socket.getInputStream().read(buffer);
      if (count < 0) {
        break;
      }
      answer.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
      int end = answer.indexOf("\r\n\r\n", answer.toString().startsWith("HTTP/1.1 100") ? 30 : 0);
      var found = Pattern.compile("content-length: (\\d+)").matcher(answer);
      if (end > 0 && found.find()) {
        length = end + 4 + Integer.parseInt(found.group(1));
      }
    }
    return new String(
        answer.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static byte[] head() {
    return ("preamble\r\n--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfirst\r\n--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\x\\\\film ä.mkv\"\r\n"
            + "Content-Type: video/x\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] tail() {
    return ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] body(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head());
    out.write(content);
    out.write(tail());
    return out.toByteArray();
  }
}
