package medianest.traces;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import medianest.metrics.RequestMetrics;
import medianest.metrics.TracedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests and their statements to a collector of traces, in the background and in batches.
 * Whoever answers a request leaves it in a queue and wakes nobody; what does not fit, since the
 * collector is slow or away, is dropped and counted.
 */
public final class SpanExport implements Consumer<TracedRequest>, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SpanExport.class);

  /** Requests that wait, with up to 64 statements each: a few megabytes at the very worst. */
  private static final int QUEUE = 4_096;

  private static final int BATCH = 256;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Collector collector;
  private final OtlpJson json;
  private final BlockingQueue<TracedRequest> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Counter sent;
  private final Counter dropped;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread sender = Thread.ofVirtual().name("traces").unstarted(this::run);
  private boolean away;

  private SpanExport(PrometheusRegistry registry, Collector collector, String version) {
    this.collector = collector;
    this.json = new OtlpJson(version);
    sent =
        Counter.builder()
            .name("trace_spans_sent_total")
            .help("Spans that the collector of traces has taken.")
            .register(registry);
    dropped =
        Counter.builder()
            .name("trace_spans_dropped_total")
            .help("Spans that were dropped: the queue was full, or the collector refused them.")
            .labelNames("reason")
            .register(registry);
    dropped.initLabelValues("full");
    dropped.initLabelValues("refused");
  }

  /**
   * Begins to send.
   *
   * @param endpoint of the collector, without the path that OTLP adds for traces
   * @param version of this program
   */
  public static SpanExport begin(
      PrometheusRegistry registry, RequestMetrics requests, URI endpoint, String version) {
    SpanExport export = new SpanExport(registry, new Collector(endpoint), version);
    requests.traceTo(export);
    export.sender.start();
    return export;
  }

  @Override
  public void accept(TracedRequest request) {
    if (!queue.offer(request)) {
      dropped.labelValues("full").inc(spans(request));
    }
  }

  private static int spans(TracedRequest request) {
    return 1 + request.runs().size();
  }

  private void run() {
    List<TracedRequest> batch = new ArrayList<>(BATCH);
    Duration pause = PAUSE;
    try {
      while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = sendAll(batch) ? PAUSE : longer(pause);
      }
      sendAll(batch);
    } catch (InterruptedException e) {
      // It took longer than the end has time for.
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /** Sends all that waits; false where the collector is to be asked again, with the same batch. */
  private boolean sendAll(List<TracedRequest> batch) throws InterruptedException {
    do {
      queue.drainTo(batch, BATCH - batch.size());
      if (batch.isEmpty()) {
        return true;
      }
      if (!send(batch)) {
        return false;
      }
      batch.clear();
    } while (!queue.isEmpty());
    return true;
  }

  private boolean send(List<TracedRequest> batch) throws InterruptedException {
    int spans = batch.stream().mapToInt(SpanExport::spans).sum();
    switch (collector.send(json.of(batch))) {
      case Collector.Taken(long said) -> {
        // A counter goes up only, whatever a collector says.
        long refused = Math.clamp(said, 0, spans);
        sent.inc(spans - refused);
        dropped.labelValues("refused").inc(refused);
        if (away) {
          away = false;
          log.info("The collector of traces at {} answers again.", collector.name());
        }
      }
      case Collector.Refused(int status) -> {
        dropped.labelValues("refused").inc(spans);
        log.debug("The collector of traces refused {} spans with status {}.", spans, status);
        warn("refuses what it is sent, with status " + status);
      }
      case Collector.Away(String why) -> {
        warn("does not answer (" + why + ")");
        return false;
      }
    }
    return true;
  }

  /** Once, until it is well again. */
  private void warn(String what) {
    if (!away) {
      away = true;
      log.warn(
          "The collector of traces at {} {}. Spans are dropped until it does, and counted as"
              + " trace_spans_dropped_total.",
          collector.name(),
          what);
    }
  }

  /** Sends what waits, as far as that takes no longer than a moment. */
  @Override
  public void close() {
    over.countDown();
    try {
      sender.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.interrupt();
    collector.close();
  }
}
