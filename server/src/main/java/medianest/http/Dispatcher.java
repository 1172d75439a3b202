package medianest.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import medianest.metrics.RequestBatch;
import medianest.metrics.RequestMetrics;
import medianest.metrics.RequestRecord;
import medianest.metrics.TracedRequest;
import medianest.metrics.Work;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes each request of one event loop from its head to its answer: routed here, answered here
 * where the answer is in memory, on a virtual thread otherwise, and written here again.
 */
final class Dispatcher {

  private static final Logger log = LoggerFactory.getLogger("medianest.http");

  /** How long a client may go on sending after its answer before the connection is closed. */
  private static final long LINGER_MS = 2_000;

  private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");

  private final Shared shared;
  private final Vertx vertx;
  private final Context context;
  private final ConnectionGuard guard;
  private final Sender sender;
  private final RequestBatch batch;

  /** What the event loops of a server share. */
  record Shared(
      HttpConfig config,
      RouteTable routes,
      Gate gate,
      Preparation preparation,
      Problems problems,
      ConnectionLimits limits,
      Admission admission,
      RequestMetrics metrics,
      Executor workers,
      InstantSource clock) {}

  Dispatcher(Shared shared, Vertx vertx, Context context) {
    this.shared = shared;
    this.vertx = vertx;
    this.context = context;
    this.sender = new Sender(shared.workers(), this::done);
    this.batch = shared.metrics().batch();
    this.guard = new ConnectionGuard(shared.config(), shared.limits(), this::late);
  }

  ConnectionGuard guard() {
    return guard;
  }

  void handle(HttpServerRequest raw) {
    Exchange exchange = begin(raw);
    Response response;
    try {
      if (!shared.admission().enter()) {
        throw Problem.busy(1, "The server has too many requests under way. Try again shortly.");
      }
      response = route(exchange);
    } catch (RuntimeException e) {
      response = shared.problems().answer(e, exchange);
    }
    if (response != null) {
      answerHere(exchange, response);
    }
  }

  /** A request that Netty could not read: its line or headers are broken or too long. */
  void refuse(HttpServerRequest raw) {
    Exchange exchange = begin(raw);
    Throwable cause = raw.decoderResult().cause();
    Problem problem =
        switch (cause == null ? "" : cause.getClass().getSimpleName()) {
          case "TooLongHttpLineException" ->
              new Problem(414, "address-too-long", "The address is too long.");
          case "TooLongHttpHeaderException" ->
              new Problem(431, "headers-too-long", "The headers are too long.");
          default -> Problem.invalid("This is not a valid request.");
        };
    shared.admission().enter();
    answerHere(exchange, shared.problems().answer(problem, exchange));
  }

  private Exchange begin(HttpServerRequest raw) {
    long now = System.nanoTime();
    BodyStream body = new BodyStream(raw, context, shared.config().bodyTimeout(), now);
    Trace trace = Trace.of(raw.getHeader(TRACEPARENT), shared.metrics().traces() != null);
    ConnectionGuard.Guarded guarded = guard.of(raw);
    ClientAddress client = guard.client(guarded, raw);
    Exchange exchange = new Exchange(raw, context, guarded, client, body, trace, now);
    if (exchange.changes()
        || raw.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || raw.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      body.attach();
    } else {
      // What breaks off here is seen by the answer; without a handler Vert.x would log it.
      raw.exceptionHandler(ignored -> {});
    }
    guard.begun(guarded, exchange);
    batch.begun();
    return exchange;
  }

  /** Null where a virtual thread has taken over. */
  private @Nullable Response route(Exchange exchange) {
    Target target = Target.parse(exchange.raw.uri());
    RouteTable.Match match = shared.routes().match(exchange.method(), target);
    exchange.match = match;
    RoutedRequest request =
        new RoutedRequest(exchange, match, target, shared.config().maxJsonBytes());
    EventLoopHandler handler = match.route().fast();
    if (handler != null && !exchange.changes() && shared.gate().admitsAtOnce(exchange, match)) {
      Response fast = atOnce(exchange, handler, request);
      if (fast != null) {
        return fast;
      }
    }
    shared.workers().execute(() -> work(exchange, match, request));
    return null;
  }

  private @Nullable Response atOnce(
      Exchange exchange, EventLoopHandler handler, RoutedRequest request) {
    if (!shared.metrics().isOn()) {
      return handler.tryHandle(request);
    }
    Work work = Work.begin();
    try {
      return handler.tryHandle(request);
    } finally {
      Work.end();
      exchange.work = work.done();
    }
  }

  private void work(Exchange exchange, RouteTable.Match match, RoutedRequest request) {
    Response response;
    boolean traced = shared.metrics().traces() != null && exchange.trace.sampled();
    Work work = traced || shared.metrics().isOn() ? Work.begin(traced) : null;
    Runnable ended = shared.metrics().working(exchange.template());
    // Every line that is logged from here on names the request. The key is that of medianest.log.
    MDC.put("trace", exchange.trace.id());
    try {
      shared.gate().admit(exchange, match);
      response = match.route().handler().handle(request);
    } catch (Throwable e) {
      response = shared.problems().answer(e, exchange);
    } finally {
      ended.run();
      Work.end();
      MDC.remove("trace");
    }
    if (work != null) {
      exchange.work = work.done();
      exchange.runs = work.runs();
    }
    prepareAndSend(exchange, response);
  }

  private void answerHere(Exchange exchange, Response response) {
    if (Preparation.isQuick(response)) {
      sender.send(exchange, prepared(exchange, response));
    } else {
      shared.workers().execute(() -> prepareAndSend(exchange, response));
    }
  }

  private void prepareAndSend(Exchange exchange, Response response) {
    Prepared prepared = prepared(exchange, response);
    if (prepared instanceof Prepared.Stream stream) {
      run(exchange, stream);
    } else {
      context.runOnContext(ignored -> sender.send(exchange, prepared));
    }
  }

  private Prepared prepared(Exchange exchange, Response response) {
    try {
      return shared.preparation().prepare(exchange, response);
    } catch (IOException | RuntimeException e) {
      Response.Content problem = shared.problems().answer(e, exchange);
      return new Prepared.Bytes(problem.status(), problem.headers(), problem.bytes());
    }
  }

  /** Runs a source of events on this virtual thread until the client or the source ends. */
  private void run(Exchange exchange, Prepared.Stream stream) {
    Thread here = Thread.currentThread();
    EventStream events = new EventStream(context, exchange.raw.response());
    context.runOnContext(ignored -> {
      sender.send(exchange, stream);
      Runnable stop = events.beat(vertx);
      exchange.onDone(() -> {
        stop.run();
        here.interrupt();
      });
    });
    if (exchange.head()) {
      return;
    }
    try {
      stream.source().run(events);
    } catch (IOException | InterruptedException e) {
      log.debug("{} ended: {}", exchange.template(), e.getMessage());
    } catch (RuntimeException e) {
      log.error("{} failed, correlation id {}", exchange.template(), exchange.trace.id(), e);
    }
    context.runOnContext(ignored -> ConnectionGuard.cut(exchange));
  }

  private void late(Exchange exchange) {
    log.warn(
        "{} {} did not begin its answer within {} s, correlation id {}",
        exchange.method(),
        exchange.template(),
        shared.config().requestTimeout().toSeconds(),
        exchange.trace.id());
    answerHere(exchange, shared.problems().answer(Problems.timeout(), exchange));
  }

  private void done(Exchange exchange) {
    long now = System.nanoTime();
    guard.done(exchange, now);
    shared.admission().leave();
    exchange.runOnDone();
    RequestRecord record = record(exchange, now);
    batch.answered(record);
    RequestLines.write(record);
    trace(exchange, record);
    if (exchange.body.unread()) {
      exchange.body.discard();
      vertx.setTimer(
          LINGER_MS,
          ignored -> {
            if (exchange.body.unread()) {
              ConnectionGuard.cut(exchange);
            }
          });
    }
  }

  private void trace(Exchange exchange, RequestRecord record) {
    Consumer<TracedRequest> traces = shared.metrics().traces();
    Trace trace = exchange.trace;
    if (traces != null && trace.sampled()) {
      traces.accept(
          new TracedRequest(
              record, trace.span(), trace.parent(), exchange.startedNanos, exchange.runs));
    }
  }

  private RequestRecord record(Exchange exchange, long nowNanos) {
    long nanos = nowNanos - exchange.startedNanos;
    Caller caller = exchange.caller;
    return new RequestRecord(
        exchange.trace.id(),
        exchange.method(),
        exchange.template(),
        exchange.status,
        shared.clock().millis() - nanos / 1_000_000,
        exchange.firstByteNanos,
        nanos,
        exchange.answerBytes,
        caller == null ? null : caller.name(),
        exchange.work);
  }
}
