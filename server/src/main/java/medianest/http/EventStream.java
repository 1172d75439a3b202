package medianest.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One client's server-sent events (HTML Living Standard, section 9.2). Each event waits until the
 * socket has taken it, so a slow client slows only its own source, and is cut when it takes none.
 */
final class EventStream implements Response.EventSink {

  /** Below the 60 s after which most proxies cut a silent connection. */
  private static final long HEARTBEAT_MS = 15_000;

  private static final long PATIENCE_MS = 30_000;

  private final Context context;
  private final HttpServerResponse out;

  EventStream(Context context, HttpServerResponse out) {
    this.context = context;
    this.out = out;
  }

  /** On the event loop: keeps the connection from looking dead. Gives back what stops it. */
  Runnable beat(Vertx vertx) {
    long timer =
        vertx.setPeriodic(
            HEARTBEAT_MS,
            ignored -> {
              if (!out.ended() && !out.closed() && !out.writeQueueFull()) {
                out.write(":\n\n");
              }
            });
    return () -> vertx.cancelTimer(timer);
  }

  @Override
  public void send(String event, Object data) throws IOException {
    Buffer frame =
        Buffer.buffer("event: " + event + "\ndata: ")
            .appendBytes(Json.write(data))
            .appendString("\n\n");
    CompletableFuture<Void> written = new CompletableFuture<>();
    context.runOnContext(ignored -> write(frame, written));
    try {
      written.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The client is gone.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The client takes no events.", e);
    }
  }

  private void write(Buffer frame, CompletableFuture<Void> written) {
    if (out.closed() || out.ended()) {
      written.completeExceptionally(new IOException("The connection is closed."));
      return;
    }
    Future<Void> write = out.write(frame);
    write.onComplete(done -> {
      if (done.succeeded()) {
        written.complete(null);
      } else {
        written.completeExceptionally(done.cause());
      }
    });
  }
}
