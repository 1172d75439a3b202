package medianest.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import medianest.metrics.Exposition;
import medianest.metrics.QueryMetrics;
import medianest.metrics.RequestBatch;
import medianest.metrics.RequestMetrics;
import medianest.metrics.RequestRecord;
import medianest.metrics.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is measured can be switched while the server runs, over the JDK's own JMX. */
@Timeout(60)
class MeasuringTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RequestMetrics requests = new RequestMetrics(registry);
  private final QueryMetrics queries = new QueryMetrics(registry, true);
  private final RequestBatch batch = requests.batch();
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  private @TempDir Path data;

  @Test
  void isSwitchedOffAndOnOverJmx() throws Exception {
    try (FlightRing ring = new FlightRing(data.resolve("ring"), Duration.ZERO);
        Measuring measuring = new Measuring(requests, queries, ring, data)) {
      ring.begin();
      while (ring.since().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      measuring.offer();
      MeasuringMXBean seen = JMX.newMXBeanProxy(server, offered(), MeasuringMXBean.class);

      seen.setOn(false);
      // Who switches need not know how it stands.
      seen.setOn(false);
      answer();
      assertThat(seen.isOn()).isFalse();
      assertThat(requests.ring().newest(10)).isEmpty();
      assertThat(queries.statements().lines()).isEmpty();
      assertThat(ring.since()).isEmpty();

      seen.setOn(true);
      answer();
      assertThat(requests.ring().newest(10)).hasSize(1);
      assertThat(queries.statements().lines()).hasSize(1);
      assertThat(ring.since()).isPresent();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void whatIsUnderWayIsKnownAllTheSame() {
    batch.begun();
    batch.begun();
    requests.measure(false);
    answer();
    requests.measure(true);
    assertThat(new Exposition(registry::scrape).page(null).text())
        .contains("http_requests_in_flight 1");
  }

  private void answer() {
    batch.answered(new RequestRecord("0", "GET", "/a", 200, 0, 1, 1, 1, null, Work.Done.NOTHING));
    queries.ran("a.one", "select", "a", 1_000, false);
  }

  private ObjectName offered() throws Exception {
    return names().iterator().next();
  }

  private Set<ObjectName> names() throws Exception {
    String folder = ObjectName.quote(data.toAbsolutePath().toString());
    return server.queryNames(new ObjectName("medianest:type=Measuring,data=" + folder), null);
  }
}
