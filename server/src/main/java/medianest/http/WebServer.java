package medianest.http;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import medianest.metrics.LagMetrics;
import medianest.metrics.RequestMetrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens, and answers by the routes it was given.
 *
 * <p>On Netty's NIO transport, on purpose: see {@link SpanChannel} and docs/decisions.
 */
public final class WebServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger("medianest.http");
  private static final long START_SECONDS = 10;

  private final HttpConfig config;
  private final Vertx vertx;
  private final ExecutorService workers;
  private final RequestMetrics metrics;
  private final InstantSource clock;
  private final ConnectionLimits limits;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();
  private volatile @Nullable CertificateEnd certificateEnd;

  /** One event loop's part of the server. */
  private record Loop(HttpServer server, Context context, Dispatcher dispatcher) {}

  /** Makes the event loops; nothing listens yet. */
  public WebServer(HttpConfig config, RequestMetrics metrics, InstantSource clock) {
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
    this.limits = new ConnectionLimits(config);
    this.vertx = Vertx.vertx(ListenOptions.vertx(config));
    this.workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
  }

  /**
   * Begins to listen.
   *
   * @throws IOException with a sentence that says what to do
   */
  public void start(RouteTable routes, Authenticator authenticator, Translation translation)
      throws IOException {
    Dispatcher.Shared shared = shared(routes, authenticator, translation);
    ListenOptions.checkKeys(config);
    certificateEnd = CertificateEnd.of(config.tls().certificate(), clock);
    try {
      vertx
          .deployVerticle(
              () -> (Deployable) context -> listen(context, shared),
              new DeploymentOptions().setInstances(ListenOptions.eventLoops(config)))
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(sentence(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("The server did not begin to listen in time.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The start was interrupted.", e);
    }
  }

  /** Where it listens. */
  public int port() {
    return loops.getFirst().server().actualPort();
  }

  /** Measures the lag of each event loop from now on. */
  public void watch(LagMetrics lag) {
    for (int i = 0; i < loops.size(); i++) {
      int number = i;
      loops.get(i).context().runOnContext(ignored -> beat(lag, number));
    }
  }

  private void beat(LagMetrics lag, int loop) {
    long dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LagMetrics.EVERY_MS);
    vertx.setTimer(
        LagMetrics.EVERY_MS,
        ignored -> {
          lag.observeLoop(loop, System.nanoTime() - dueNanos);
          beat(lag, loop);
        });
  }

  public int connections() {
    return limits.open();
  }

  /** Whether the certificate that it shows is good for two weeks at most. */
  public boolean certificateEndsSoon() {
    CertificateEnd end = certificateEnd;
    return end != null && end.isSoon();
  }

  /** Stops accepting, ends event streams, and waits for what is under way. */
  public void drain(Duration patience) {
    for (Loop loop : loops) {
      loop.context()
          .runOnContext(
              ignored -> loop.dispatcher().guard().endless().forEach(ConnectionGuard::cut));
    }
    Future<Void> all =
        Future.all(loops.stream().map(loop -> loop.server().shutdown(patience)).toList())
            .mapEmpty();
    await(all, patience.plusSeconds(1));
  }

  @Override
  public void close() {
    drain(Duration.ofMillis(1));
    for (Loop loop : loops) {
      loop.context().runOnContext(ignored -> loop.dispatcher().guard().closeAll());
    }
    workers.shutdownNow();
    await(vertx.close(), Duration.ofSeconds(START_SECONDS));
  }

  private Dispatcher.Shared shared(
      RouteTable routes, Authenticator authenticator, Translation translation) {
    return new Dispatcher.Shared(
        config,
        routes,
        new Gate(authenticator),
        new Preparation(new Compression(config.compressFromBytes())),
        new Problems(translation),
        limits,
        new Admission(config.maxRequests()),
        metrics,
        workers,
        clock);
  }

  private Future<?> listen(Context context, Dispatcher.Shared shared) {
    Dispatcher dispatcher = new Dispatcher(shared, vertx, context);
    HttpServer server =
        vertx
            .createHttpServer(ListenOptions.server(config))
            .connectionHandler(dispatcher.guard()::opened)
            .invalidRequestHandler(dispatcher::refuse)
            .requestHandler(dispatcher::handle);
    vertx.setPeriodic(1_000, ignored -> dispatcher.guard().sweep());
    loops.add(new Loop(server, context, dispatcher));
    return server.listen(ListenOptions.address(config));
  }

  private String sentence(@Nullable Throwable cause) {
    if (cause instanceof BindException) {
      return "Port "
          + config.port()
          + " on "
          + config.host()
          + " cannot be used ("
          + cause.getMessage()
          + "). Stop what listens there, or choose another with --port.";
    }
    return "The server cannot listen: " + (cause == null ? "unknown" : cause.getMessage()) + ".";
  }

  private static void await(Future<?> future, Duration patience) {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("The server did not end within {} s", patience.toSeconds(), e);
    }
  }
}
