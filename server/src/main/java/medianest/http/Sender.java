package medianest.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import medianest.http.Exchange.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes prepared answers on the event loop. */
final class Sender {

  /** A client that still sends this much when it has its answer is better told to stop. */
  private static final long DRAINABLE = 1 << 20;

  private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
  private static final Logger log = LoggerFactory.getLogger("medianest.http");

  private final Executor workers;
  private final Consumer<Exchange> done;

  /**
   * @param done called once for each exchange, when its answer has left or failed
   */
  Sender(Executor workers, Consumer<Exchange> done) {
    this.workers = workers;
    this.done = done;
  }

  /** Does nothing but release what it was given where an answer is under way already. */
  void send(Exchange exchange, Prepared prepared) {
    HttpServerResponse out = exchange.raw.response();
    if (exchange.state != State.ASKED || out.closed() || out.ended()) {
      release(prepared);
      finish(exchange, prepared.status());
      return;
    }
    exchange.state = State.ANSWERING;
    exchange.status = prepared.status();
    exchange.firstByteNanos = System.nanoTime() - exchange.startedNanos;
    out.setStatusCode(prepared.status());
    headers(exchange, prepared, out.headers());
    try {
      body(exchange, prepared, out).onComplete(ignored -> finish(exchange, prepared.status()));
    } catch (RuntimeException e) {
      log.error("{} could not be written", exchange.template(), e);
      release(prepared);
      ConnectionGuard.cut(exchange);
      finish(exchange, prepared.status());
    }
  }

  private Future<Void> body(Exchange exchange, Prepared prepared, HttpServerResponse out) {
    return switch (prepared) {
      case Prepared.Nothing ignored -> out.end();
      case Prepared.Bytes bytes -> bytes(exchange, bytes, out);
      case Prepared.Transfer transfer -> transfer(exchange, transfer, out);
      case Prepared.Stream ignored -> {
        exchange.state = State.ENDLESS;
        out.setChunked(true);
        yield exchange.head() ? out.end() : out.writeHead().compose(sent -> ended(out));
      }
    };
  }

  private static Future<Void> bytes(
      Exchange exchange, Prepared.Bytes bytes, HttpServerResponse out) {
    ByteBuffer body = bytes.body();
    out.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.remaining()));
    if (exchange.head()) {
      return out.end();
    }
    exchange.answerBytes = body.remaining();
    return out.end(buffer(body));
  }

  private Future<Void> transfer(
      Exchange exchange, Prepared.Transfer transfer, HttpServerResponse out) {
    SpanChannel body = transfer.body();
    out.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.size()));
    if (exchange.head() || body.size() == 0) {
      transfer.release().run();
      return out.end();
    }
    exchange.transfer = body;
    exchange.answerBytes = body.size();
    return leave(exchange, body, out).onComplete(ignored -> transfer.release().run());
  }

  private Future<Void> leave(Exchange exchange, SpanChannel body, HttpServerResponse out) {
    if (exchange.raw.version() != HttpVersion.HTTP_2 && !exchange.raw.isSSL()) {
      return out.sendFile(body, 0, body.size());
    }
    Pump pump = new Pump(exchange.context, out, body);
    workers.execute(pump);
    return pump.done();
  }

  private static Future<Void> ended(HttpServerResponse out) {
    Promise<Void> promise = Promise.promise();
    out.closeHandler(ignored -> promise.tryComplete());
    out.endHandler(ignored -> promise.tryComplete());
    return promise.future();
  }

  private static void headers(Exchange exchange, Prepared prepared, MultiMap headers) {
    prepared.headers().forEach(headers::set);
    headers.set(TRACEPARENT, exchange.trace.header());
    SecurityHeaders.add(headers, exchange.client.secure());
    if (exchange.body.unread()
        && exchange.raw.version() != HttpVersion.HTTP_2
        && announced(exchange) > DRAINABLE) {
      headers.set("connection", "close");
    }
  }

  /** What the client said it would send; endless where that is no number. */
  private static long announced(Exchange exchange) {
    String length = exchange.raw.getHeader("content-length");
    try {
      return length == null ? Long.MAX_VALUE : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private void finish(Exchange exchange, int status) {
    if (exchange.state != State.DONE) {
      exchange.state = State.DONE;
      exchange.status = exchange.status == 0 ? status : exchange.status;
      done.accept(exchange);
    }
  }

  private static void release(Prepared prepared) {
    if (prepared instanceof Prepared.Transfer transfer) {
      transfer.release().run();
    }
  }

  /** The bytes themselves, which nobody changes any more; {@link Buffer} would copy them. */
  private static Buffer buffer(ByteBuffer bytes) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
  }
}
