package medianest.loadtest.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import medianest.loadtest.http.Answer;
import medianest.loadtest.http.BodySink;
import medianest.loadtest.http.Call;
import medianest.loadtest.plan.Step;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests of steps and reads what later steps need from their answers. */
final class Calls {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String BOUNDARY = "medianest-load-test";
  private static final byte[] CLIP = clip();

  private Calls() {}

  static Call of(Step.Call step, Session session) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "medianest-load-test");
    step.headers().forEach((name, value) -> headers.put(name, session.filled(value)));
    String path = session.filled(step.path());
    return switch (step.body()) {
      case Step.NoBody() -> new Call(step.method(), path, headers, ByteBuffer.allocate(0));
      case Step.JsonBody(String text) -> {
        headers.put("Content-Type", "application/json");
        byte[] body = session.filled(text).getBytes(StandardCharsets.UTF_8);
        yield new Call(step.method(), path, headers, ByteBuffer.wrap(body));
      }
      case Step.FileBody(String part, String fileName) -> {
        headers.put("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        ByteBuffer body = form(part, session.filled(fileName));
        yield new Call(step.method(), path, headers, body);
      }
    };
  }

  /** Sends, and takes over what the step captures. Null where all was right, else why not. */
  static @Nullable String run(Step.Call step, Session session) throws IOException {
    boolean keep = !step.capture().isEmpty() || step.until() != null;
    Answer answer = session.connection().send(of(step, session), keep, BodySink.NOTHING);
    if (!step.expected(answer.status())) {
      return "status " + answer.status();
    }
    return keep ? read(step, answer, session) : null;
  }

  private static @Nullable String read(Step.Call step, Answer answer, Session session) {
    JsonNode body;
    try {
      body = JSON.readTree(answer.body().getBytes(StandardCharsets.ISO_8859_1));
    } catch (JacksonException e) {
      return "the answer is not JSON";
    }
    for (Map.Entry<String, String> each : step.capture().entrySet()) {
      JsonNode value = body.at(each.getValue());
      if (value.isMissingNode() || value.isContainer()) {
        return "the answer has no " + each.getValue();
      }
      session.variables().put(each.getKey(), value.asString());
    }
    Step.Until until = step.until();
    return until == null || body.at(until.pointer()).asString("").equals(until.value())
        ? null
        : "not yet";
  }

  private static ByteBuffer form(String part, String fileName) {
    byte[] head =
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\""
                + part
                + "\"; filename=\""
                + fileName
                + "\"\r\nContent-Type: video/mp4\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] end = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + CLIP.length + end.length)
        .put(head)
        .put(CLIP)
        .put(end)
        .flip();
  }

  private static byte[] clip() {
    try (InputStream in = Calls.class.getResourceAsStream("/medianest/loadtest/clip.mp4")) {
      if (in == null) {
        throw new IllegalStateException("the clip is not part of the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
