package medianest.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import medianest.metrics.QueryMetrics;
import medianest.metrics.RequestMetrics;
import medianest.metrics.RequestRecord;
import medianest.metrics.TracedRequest;
import medianest.metrics.Work;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a collector of traces gets, and what becomes of spans when there is none. */
class SpanExportTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final JsonMapper JSON = new JsonMapper();

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RequestMetrics metrics = new RequestMetrics(new PrometheusRegistry());
  private final BlockingQueue<JsonNode> bodies = new LinkedBlockingQueue<>();
  private volatile int status = 200;
  private volatile String answer = "{}";
  private HttpServer server = server(0);

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private HttpServer server(int port) {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      made.createContext("/v1/traces", this::take);
      return made;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/json");
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
    bodies.add(body);
  }

  private SpanExport export() {
    URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return SpanExport.begin(registry, metrics, here, "1.2.3");
  }

  private Consumer<TracedRequest> traces() {
    Consumer<TracedRequest> traces = metrics.traces();
    if (traces == null) {
      throw new AssertionError("nobody is told of traces");
    }
    return traces;
  }

  private static TracedRequest request(
      String method, int status, @Nullable String parent, List<Work.Run> runs) {
    RequestRecord record =
        new RequestRecord(
            TRACE, method, "/items/{id}", status, 5_000, 1, 2_000_000, 7, "mia", Work.Done.NOTHING);
    return new TracedRequest(record, SPAN, parent, 1_000, runs);
  }

  private JsonNode arrived() throws InterruptedException {
    JsonNode body = bodies.poll(20, TimeUnit.SECONDS);
    if (body == null) {
      throw new AssertionError("nothing came");
    }
    return body;
  }

  private static JsonNode spans(JsonNode body) {
    return body.at("/resourceSpans/0/scopeSpans/0/spans");
  }

  private static String attribute(JsonNode of, String key) {
    for (JsonNode each : of.path("attributes")) {
      if (each.path("key").asString().equals(key)) {
        JsonNode value = each.path("value");
        return value.has("stringValue")
            ? value.path("stringValue").asString()
            : value.path("intValue").asString();
      }
    }
    return "";
  }

  private double counted(String name, String... labels) {
    return registry.scrape().stream()
        .filter(each -> each.getMetadata().getName().equals(name))
        .flatMap(each -> ((CounterSnapshot) each).getDataPoints().stream())
        .filter(each -> labels.length == 0 || labels[0].equals(each.getLabels().get("reason")))
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }

  @Test
  void aRequestIsAChildOfItsCallerAndItsStatementsAreItsOwn() throws Exception {
    List<Work.Run> runs =
        List.of(
            new Work.Run("item.by_id", "select", 501_000, 400_000, false),
            new Work.Run("item.touch", "update", 1_001_000, 100_000, true));
    try (SpanExport _ = export()) {
      traces().accept(request("GET", 200, PARENT, runs));
      JsonNode body = arrived();
      JsonNode resource = body.at("/resourceSpans/0/resource");
      assertThat(attribute(resource, "service.name")).isEqualTo("medianest");
      assertThat(attribute(resource, "service.version")).isEqualTo("1.2.3");
      JsonNode request = spans(body).get(0);
      assertThat(request.path("traceId").asString()).isEqualTo(TRACE);
      assertThat(request.path("spanId").asString()).isEqualTo(SPAN);
      assertThat(request.path("parentSpanId").asString()).isEqualTo(PARENT);
      assertThat(request.path("name").asString()).isEqualTo("GET /items/{id}");
      assertThat(request.path("kind").asInt()).isEqualTo(2);
      assertThat(request.path("startTimeUnixNano").asString()).isEqualTo("5000000000");
      assertThat(request.path("endTimeUnixNano").asString()).isEqualTo("5002000000");
      assertThat(attribute(request, "http.route")).isEqualTo("/items/{id}");
      assertThat(attribute(request, "http.response.status_code")).isEqualTo("200");
      assertThat(request.has("status")).isFalse();
      JsonNode statement = spans(body).get(1);
      assertThat(statement.path("traceId").asString()).isEqualTo(TRACE);
      assertThat(statement.path("parentSpanId").asString()).isEqualTo(SPAN);
      assertThat(statement.path("spanId").asString()).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
      assertThat(statement.path("name").asString()).isEqualTo("item.by_id");
      assertThat(statement.path("kind").asInt()).isEqualTo(3);
      assertThat(statement.path("startTimeUnixNano").asString()).isEqualTo("5000500000");
      assertThat(statement.path("endTimeUnixNano").asString()).isEqualTo("5000900000");
      assertThat(attribute(statement, "db.operation.name")).isEqualTo("select");
      assertThat(spans(body).get(2).at("/status/code").asInt()).isEqualTo(2);
      assertThat(spans(body)).hasSize(3);
    }
    assertThat(counted("trace_spans_sent")).isEqualTo(3);
    assertThat(counted("trace_spans_dropped")).isZero();
  }

  @Test
  void eachRunOfAStatementIsKeptOnlyForATrace() {
    QueryMetrics queries = new QueryMetrics(new PrometheusRegistry(), true);
    Work traced = Work.begin(true);
    queries.ran("item.by_id", "select", "item", 400_000, false);
    queries.ran("item.by_id", "select", "item", 500_000, true);
    Work other = Work.begin();
    queries.ran("item.by_id", "select", "item", 400_000, false);
    Work.end();
    assertThat(traced.runs()).extracting(Work.Run::nanos).containsExactly(400_000L, 500_000L);
    assertThat(traced.runs()).extracting(Work.Run::failed).containsExactly(false, true);
    assertThat(other.runs()).isEmpty();
    assertThat(other.done().statements()).hasSize(1);
  }

  @Test
  void whatAClientMadeUpIsNotInIt() throws Exception {
    try (SpanExport _ = export()) {
      traces().accept(request("S3CRET", 500, null, List.of()));
      JsonNode body = arrived();
      assertThat(body.toString()).doesNotContainIgnoringCase("s3cret").doesNotContain("mia");
      JsonNode span = spans(body).get(0);
      assertThat(span.path("name").asString()).isEqualTo("HTTP /items/{id}");
      assertThat(attribute(span, "http.request.method")).isEqualTo("_OTHER");
      assertThat(attribute(span, "error.type")).isEqualTo("500");
      assertThat(span.at("/status/code").asInt()).isEqualTo(2);
      assertThat(span.has("parentSpanId")).isFalse();
    }
  }

  @Test
  void aCollectorThatIsBackGetsWhatWaitedAndNoneIsToldTwice() throws Exception {
    status = 503;
    try (SpanExport _ = export()) {
      traces().accept(request("GET", 200, null, List.of()));
      arrived();
      assertThat(counted("trace_spans_sent")).isZero();
      int port = server.getAddress().getPort();
      server.stop(0);
      traces().accept(request("PUT", 200, null, List.of()));
      status = 200;
      server = server(port);
      server.start();
      JsonNode body = arrived();
      while (spans(body).size() < 2) {
        body = arrived();
      }
      assertThat(spans(body).get(0).path("name").asString()).isEqualTo("GET /items/{id}");
    }
    assertThat(bodies).isEmpty();
    assertThat(counted("trace_spans_sent")).isEqualTo(2);
  }

  @Test
  void whileTheCollectorIsGoneSpansAreDroppedWithACount() {
    int port = server.getAddress().getPort();
    server.stop(0);
    int many = 10_000;
    try (SpanExport _ =
        SpanExport.begin(registry, metrics, URI.create("http://127.0.0.1:" + port), "1")) {
      for (int i = 0; i < many; i++) {
        traces().accept(request("GET", 200, null, List.of()));
      }
      // What the sender holds in its hand and what waits is bounded, and all else is counted.
      assertThat(counted("trace_spans_dropped", "full")).isBetween(many - 5_000.0, many - 4_096.0);
    }
    assertThat(counted("trace_spans_sent")).isZero();
  }

  @Test
  void whatItRefusesIsCounted() throws Exception {
    answer = "{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"no\"}}";
    Work.Run run = new Work.Run("item.by_id", "select", 1_000, 1, false);
    try (SpanExport _ = export()) {
      traces().accept(request("GET", 200, null, List.of(run)));
      arrived();
    }
    assertThat(counted("trace_spans_sent")).isEqualTo(1);
    assertThat(counted("trace_spans_dropped", "refused")).isEqualTo(1);
  }

  @Test
  void aCollectorThatCountsWrongDoesNotTurnTheCountersBack() throws Exception {
    try (SpanExport _ = export()) {
      answer = "{\"partialSuccess\":{\"rejectedSpans\":\"-7\"}}";
      traces().accept(request("GET", 200, null, List.of()));
      arrived();
      answer = "{\"partialSuccess\":{\"rejectedSpans\":\"99\"}}";
      traces().accept(request("GET", 200, null, List.of()));
      arrived();
    }
    assertThat(counted("trace_spans_sent")).isEqualTo(1);
    assertThat(counted("trace_spans_dropped", "refused")).isEqualTo(1);
  }

  @Test
  void whatItDoesNotUnderstandIsNotSentAgain() throws Exception {
    status = 400;
    try (SpanExport _ = export()) {
      traces().accept(request("GET", 200, null, List.of()));
      arrived();
    }
    assertThat(bodies).isEmpty();
    assertThat(counted("trace_spans_sent")).isZero();
    assertThat(counted("trace_spans_dropped", "refused")).isEqualTo(1);
  }
}
