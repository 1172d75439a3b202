package medianest.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a file's body where the kernel cannot: in HTTP/2, whose frames are written here, and under
 * TLS. Reads on a virtual thread, one piece ahead of what the connection has taken.
 */
final class Pump implements Runnable {

  private static final int PIECE = 128 << 10;

  /** The guard cuts a slow reader long before this; it bounds the wait for a lost connection. */
  private static final long PATIENCE_SECONDS = 600;

  private final Context context;
  private final HttpServerResponse out;
  private final SpanChannel body;
  private final Promise<Void> done = Promise.promise();

  Pump(Context context, HttpServerResponse out, SpanChannel body) {
    this.context = context;
    this.out = out;
    this.body = body;
  }

  /** Completes on the event loop when all has left, or fails. */
  Future<Void> done() {
    return done.future();
  }

  @Override
  public void run() {
    try {
      long position = 0;
      while (position < body.size()) {
        byte[] piece = read(position);
        await(piece);
        position += piece.length;
      }
      context.runOnContext(ignored -> out.end().onComplete(done));
    } catch (IOException e) {
      context.runOnContext(ignored -> {
        out.reset();
        done.fail(e);
      });
    }
  }

  private byte[] read(long position) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, body.size() - position)];
    ByteBuffer target = ByteBuffer.wrap(piece);
    while (target.hasRemaining()) {
      if (body.read(target, position + target.position()) < 0) {
        throw new IOException("The file has become shorter.");
      }
    }
    return piece;
  }

  private void await(byte[] piece) throws IOException {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    context.runOnContext(ignored -> write(piece, taken));
    try {
      taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The server stops.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The client went away.", e);
    }
  }

  private void write(byte[] piece, CompletableFuture<Void> taken) {
    if (out.closed()) {
      taken.completeExceptionally(new IOException("The connection is closed."));
      return;
    }
    out.write(Buffer.buffer(piece))
        .onSuccess(ignored -> taken.complete(null))
        .onFailure(taken::completeExceptionally);
  }
}
