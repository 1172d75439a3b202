package medianest.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Times statements by operation and table. */
public final class QueryMetrics {

  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30
  };

  /** As long as one must take for the database page to show how it is carried out. */
  private static final long SLOW_NANOS = 1_000_000_000;

  private final Histogram durations;
  private final Counter slow;
  private final Times statements = new Times();
  private volatile boolean on;

  /**
   * Makes them.
   *
   * @param on whether anything is timed
   */
  public QueryMetrics(PrometheusRegistry registry, boolean on) {
    this.on = on;
    durations =
        Latencies.builder(SECONDS)
            .name("database_query_duration_seconds")
            .help("How long a statement took.")
            .labelNames("operation", "table", "status")
            .register(registry);
    slow =
        Counter.builder()
            .name("database_slow_statements_total")
            .help("Statements that took a second or longer.")
            .register(registry);
  }

  /** Times by the name of the statement. */
  public Times statements() {
    return statements;
  }

  /** Times statements from now on, or no longer. */
  public void measure(boolean next) {
    on = next;
  }

  /** A statement ran, on the thread that asked for it. */
  public void ran(String name, String operation, String table, long nanos, boolean failed) {
    Work.ran(name, operation, nanos, failed);
    if (!on) {
      return;
    }
    durations.labelValues(operation, table, failed ? "error" : "success").observe(nanos / 1e9);
    statements.add(name, nanos, failed);
    if (nanos >= SLOW_NANOS) {
      slow.inc();
    }
  }
}
