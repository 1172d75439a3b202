package medianest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/** A small film to send, of which no two numbers have the same content. */
final class SentFilm {

  private static final String BOUNDARY = "----medianest-film";

  private final String name;
  private final byte[] content;

  private SentFilm(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  String name() {
    return name;
  }

  byte[] content() {
    return content;
  }

  static SentFilm of(int number) {
    try (InputStream film = SentFilm.class.getResourceAsStream("ffmpeg/test.mp4")) {
      byte[] plain = Objects.requireNonNull(film).readAllBytes();
      // ISO/IEC 14496-12 section 8.1.2: what stands in a free box is nobody's business.
      byte[] all =
          ByteBuffer.allocate(plain.length + 12)
              .put(plain)
              .putInt(12)
              .put("free".getBytes(StandardCharsets.US_ASCII))
              .putInt(number)
              .array();
      return new SentFilm("Film " + number + ".mp4", all);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends it; the answer is the id of the upload. */
  String send(HttpClient client, int port, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/media/upload"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(
                        "--"
                            + BOUNDARY
                            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                            + name
                            + "\"\r\nContent-Type: video/mp4\r\n\r\n"),
                    BodyPublishers.ofByteArray(content),
                    BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(answer.statusCode() + ": " + answer.body());
    }
    return RunningHouse.json(answer).get("id").asString();
  }
}
