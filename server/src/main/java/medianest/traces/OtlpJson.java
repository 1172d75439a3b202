package medianest.traces;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import medianest.metrics.RequestRecord;
import medianest.metrics.TracedRequest;
import medianest.metrics.Work;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes requests and their statements as spans in the JSON form of OTLP: numbers of 64 bits as
 * texts, identifiers as hexadecimal digits. Names of attributes are those of OpenTelemetry's
 * semantic conventions for HTTP and databases.
 *
 * <p>Nothing that a client wrote gets in: routes are templates, statements have names of ours, and
 * a method that is not known is called {@code _OTHER}. So there is no secret to take out.
 */
final class OtlpJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Where a request stands that matched no route. */
  private static final String NO_ROUTE = "none";

  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int ERROR = 2;

  private final String version;

  OtlpJson(String version) {
    this.version = version;
  }

  byte[] of(List<TracedRequest> requests) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(requests.size() * 1_024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayPropertyStart("resourceSpans");
      out.writeStartObject();
      out.writeObjectPropertyStart("resource");
      out.writeArrayPropertyStart("attributes");
      text(out, "service.name", "medianest");
      text(out, "service.version", version);
      out.writeEndArray();
      out.writeEndObject();
      out.writeArrayPropertyStart("scopeSpans");
      out.writeStartObject();
      out.writeObjectPropertyStart("scope");
      out.writeStringProperty("name", "medianest");
      out.writeEndObject();
      out.writeArrayPropertyStart("spans");
      requests.forEach(each -> spans(out, each));
      out.writeEndArray();
      out.writeEndObject();
      out.writeEndArray();
      out.writeEndObject();
      out.writeEndArray();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void spans(JsonGenerator out, TracedRequest traced) {
    RequestRecord request = traced.request();
    long started = request.startedAtMillis() * 1_000_000;
    String method = METHODS.contains(request.method()) ? request.method() : "_OTHER";
    String parent = traced.parent() == null ? "" : traced.parent();
    boolean routed = !request.route().equals(NO_ROUTE);
    String name =
        (method.equals("_OTHER") ? "HTTP" : method) + (routed ? " " + request.route() : "");
    begin(out, request.trace(), traced.span(), parent, name, SERVER);
    times(out, started, request.durationNanos());
    out.writeArrayPropertyStart("attributes");
    text(out, "http.request.method", method);
    if (routed) {
      text(out, "http.route", request.route());
    }
    number(out, "http.response.status_code", request.status());
    number(out, "http.response.body.size", request.bytes());
    boolean failed = request.status() >= 500;
    if (failed) {
      text(out, "error.type", Integer.toString(request.status()));
    }
    out.writeEndArray();
    end(out, failed);
    for (Work.Run run : traced.runs()) {
      begin(out, request.trace(), newSpan(), traced.span(), run.name(), CLIENT);
      times(out, started + run.startedNanos() - traced.startedNanos(), run.nanos());
      out.writeArrayPropertyStart("attributes");
      text(out, "db.system.name", "postgresql");
      text(out, "db.query.summary", run.name());
      text(out, "db.operation.name", run.operation());
      out.writeEndArray();
      end(out, run.failed());
    }
  }

  private static void begin(
      JsonGenerator out, String trace, String span, String parent, String name, int kind) {
    out.writeStartObject();
    out.writeStringProperty("traceId", trace);
    out.writeStringProperty("spanId", span);
    if (!parent.isEmpty()) {
      out.writeStringProperty("parentSpanId", parent);
    }
    out.writeStringProperty("name", name);
    out.writeNumberProperty("kind", kind);
  }

  private static void times(JsonGenerator out, long startedNanos, long nanos) {
    out.writeStringProperty("startTimeUnixNano", Long.toString(startedNanos));
    out.writeStringProperty("endTimeUnixNano", Long.toString(startedNanos + nanos));
  }

  private static void end(JsonGenerator out, boolean failed) {
    if (failed) {
      out.writeObjectPropertyStart("status");
      out.writeNumberProperty("code", ERROR);
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String key, String value) {
    attribute(out, key, "stringValue", value);
  }

  private static void number(JsonGenerator out, String key, long value) {
    attribute(out, key, "intValue", Long.toString(value));
  }

  private static void attribute(JsonGenerator out, String key, String type, String value) {
    out.writeStartObject();
    out.writeStringProperty("key", key);
    out.writeObjectPropertyStart("value");
    out.writeStringProperty(type, value);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static String newSpan() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
  }
}
