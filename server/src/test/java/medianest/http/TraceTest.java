package medianest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import medianest.metrics.TracedRequest;
import org.junit.jupiter.api.Test;

/** Which requests belong to a trace that somebody keeps, and whose children they are. */
class TraceTest {

  private static final String ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";

  @Test
  void theCallerDecidesAndIsTheParent() throws Exception {
    RouteTable routes = new RouteTable();
    routes.add("GET", "/items/{id}", Policy.PUBLIC, request -> new Response.Json(Map.of("a", 1)));
    BlockingQueue<TracedRequest> kept = new LinkedBlockingQueue<>();
    try (Running running = new Running(routes)) {
      running.metrics.traceTo(kept::add);
      running.get("/items/unwanted", "traceparent", "00-" + ID + "-" + PARENT + "-00");
      String answered =
          running
              .get("/items/secret", "traceparent", "00-" + ID + "-" + PARENT + "-01")
              .headers()
              .firstValue("traceparent")
              .orElseThrow();
      TracedRequest child = kept.poll(20, TimeUnit.SECONDS);
      assertThat(child).isNotNull();
      assertThat(child.request().trace()).isEqualTo(ID);
      assertThat(child.request().route()).isEqualTo("/items/{id}");
      assertThat(child.parent()).isEqualTo(PARENT);
      assertThat(answered).isEqualTo("00-" + ID + "-" + child.span() + "-01");
      assertThat(kept).isEmpty();
    }
  }

  @Test
  void whatBeginsHereIsKept() throws Exception {
    RouteTable routes = new RouteTable();
    BlockingQueue<TracedRequest> kept = new LinkedBlockingQueue<>();
    try (Running running = new Running(routes)) {
      running.metrics.traceTo(kept::add);
      String answered = running.get("/nothing").headers().firstValue("traceparent").orElseThrow();
      TracedRequest root = kept.poll(20, TimeUnit.SECONDS);
      assertThat(root).isNotNull();
      assertThat(root.parent()).isNull();
      assertThat(answered).isEqualTo("00-" + root.request().trace() + "-" + root.span() + "-01");
    }
  }

  @Test
  void aCallerWithoutAPartOfItsOwnBeginsNothing() {
    Trace trace = Trace.of("00-" + ID + "-0000000000000000-01", false);
    assertThat(trace.id()).isNotEqualTo(ID);
    assertThat(trace.parent()).isNull();
    assertThat(trace.sampled()).isFalse();
    assertThat(Trace.of("00-" + ID + "-" + PARENT + "-03", false).sampled()).isTrue();
    assertThat(Trace.of("00-" + ID + "-" + PARENT + "-02", true).sampled()).isFalse();
  }
}
