package medianest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RequestMetrics metrics = new RequestMetrics(registry);
  private final RequestBatch batch = metrics.batch();

  @Test
  void countsEachAnswerUnderItsLabels() {
    answer("GET", "/a", 200);
    answer("GET", "/a", 200);
    answer("GET", "/a", 404);
    answer("PUT", "/a", 200);
    answer("GET", "/b", 200);

    assertThat(exposition())
        .contains(
            "http_request_duration_seconds_count{method=\"GET\",route=\"/a\",status_code=\"200\"}"
                + " 2",
            "http_request_duration_seconds_count{method=\"GET\",route=\"/a\",status_code=\"404\"}"
                + " 1",
            "http_request_duration_seconds_count{method=\"PUT\",route=\"/a\",status_code=\"200\"}"
                + " 1",
            "http_request_duration_seconds_count{method=\"GET\",route=\"/b\",status_code=\"200\"}"
                + " 1",
            "http_request_first_byte_seconds_count{method=\"GET\",route=\"/a\"} 3",
            "http_response_bytes_total{route=\"/a\"} 400");
  }

  @Test
  void knowsHowManyAreBeingAnswered() {
    batch.begun();
    batch.begun();
    assertThat(exposition()).contains("http_requests_in_flight 2");

    batch.answered(record("GET", "/a", 200));
    assertThat(exposition()).contains("http_requests_in_flight 1");
  }

  @Test
  void countsDozensInARowAndTheRestWhenAskedForFigures() {
    for (int i = 0; i < 100; i++) {
      answer("GET", "/a", 200);
    }
    String one =
        "http_request_duration_seconds_count{method=\"GET\",route=\"/a\",status_code=\"200\"}";
    assertThat(text()).contains(one + " 64", "http_requests_in_flight 0");
    assertThat(exposition()).contains(one + " 100");
    assertThat(metrics.ring().newest(200)).hasSize(100);

    answer("GET", "/a", 200);
    assertThat(metrics.ring().newest(200)).hasSize(101);
  }

  @Test
  void countsRequestsThatRunAStatementForEachRow() {
    batch.answered(record("GET", "/a", 200, List.of(new Work.Ran("a.one", 10, 1))));
    assertThat(exposition()).contains("http_requests_repeating_statements_total 0");

    batch.answered(
        record(
            "GET", "/a", 200, List.of(new Work.Ran("a.one", 11, 1), new Work.Ran("a.two", 25, 1))));
    assertThat(exposition()).contains("http_requests_repeating_statements_total 1");
  }

  @Test
  void countsWhoIsRefused() {
    answer("GET", "/a", 401);
    answer("GET", "/a", 403);
    answer("GET", "/a", 404);
    answer("GET", "/a", 200);
    assertThat(exposition()).contains("http_requests_refused_total 2");
  }

  @Test
  void sumsUpNeighboursOfOneKind() {
    for (int status : new int[] {200, 200, 500, 500, 500, 200, 503}) {
      answer("GET", "/a", status);
    }
    RequestMetrics.Totals totals = metrics.flip();
    assertThat(totals.answered()).isEqualTo(7);
    assertThat(totals.failed()).isEqualTo(4);
    assertThat(totals.bytes()).isEqualTo(700);
    assertThat(exposition()).contains("http_server_errors_total 4");
    assertThat(metrics.ring().newest(3))
        .extracting(RequestRecord::status)
        .containsExactly(503, 200, 500);
  }

  @Test
  void theP95IsOfWhatCameSinceItWasAskedForLast() {
    for (int i = 0; i < 90; i++) {
      slow("/a", 1);
    }
    for (int i = 0; i < 10; i++) {
      slow("/b", 100);
    }
    assertThat(metrics.flip().p95Seconds()).isCloseTo(0.1, withinPercentage(2));

    for (int i = 0; i < 100; i++) {
      slow("/b", 5);
    }
    RequestMetrics.Totals second = metrics.flip();
    assertThat(second.p95Seconds()).isCloseTo(0.005, withinPercentage(2));
    assertThat(second.answered()).isEqualTo(200);
    assertThat(metrics.flip().p95Seconds()).isZero();
  }

  @Test
  void countsStatementsThatAreSlow() {
    QueryMetrics queries = new QueryMetrics(registry, true);
    queries.ran("a.one", "select", "a", 999_999_999, false);
    queries.ran("a.one", "select", "a", 1_000_000_000, false);
    queries.ran("a.one", "select", "a", 30_000_000_000L, true);
    assertThat(exposition()).contains("database_slow_statements_total 2");
  }

  private void answer(String method, String route, int status) {
    batch.begun();
    batch.answered(record(method, route, status));
  }

  private void slow(String route, int millis) {
    long nanos = millis * 1_000_000L;
    batch.answered(
        new RequestRecord("0", "GET", route, 200, 0, nanos, nanos, 0, null, Work.Done.NOTHING));
  }

  private static RequestRecord record(String method, String route, int status) {
    return record(method, route, status, List.of());
  }

  private static RequestRecord record(
      String method, String route, int status, List<Work.Ran> statements) {
    return new RequestRecord(
        "trace",
        method,
        route,
        status,
        0,
        1_000_000,
        2_000_000,
        100,
        null,
        new Work.Done(statements, List.of(), 0));
  }

  private String exposition() {
    metrics.settle();
    return text();
  }

  private String text() {
    return new Exposition(registry::scrape).page(null).text().replace(".0\n", "\n");
  }
}
