package medianest.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, handed from the event loop to a virtual thread that reads it.
 *
 * <p>At most {@link #AHEAD} pieces are under way: each piece that the reader finishes asks the
 * connection for one more, so a slow disk slows the client down and memory stays constant.
 */
final class BodyStream extends InputStream {

  private static final int AHEAD = 8;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private sealed interface Piece {
    record Bytes(ByteBuffer bytes) implements Piece {}

    record End() implements Piece {}

    record Failure(Throwable cause) implements Piece {}
  }

  private final HttpServerRequest request;
  private final Context context;
  private final Duration patience;

  /** Made when there is a body: most requests have none. */
  private @Nullable BlockingQueue<Piece> pieces;

  private ByteBuffer current = NOTHING;
  private @Nullable Piece last;
  private boolean started;
  private volatile boolean attached;
  private volatile boolean ended;
  private volatile long heardNanos;

  BodyStream(HttpServerRequest request, Context context, Duration patience, long nowNanos) {
    this.heardNanos = nowNanos;
    this.request = request;
    this.context = context;
    this.patience = patience;
  }

  /** On the event loop, before anything of the body has been seen. */
  void attach() {
    BlockingQueue<Piece> queue = new ArrayBlockingQueue<>(AHEAD + 2);
    pieces = queue;
    attached = true;
    request.pause();
    request.handler(piece -> queue.offer(new Piece.Bytes(ByteBuffer.wrap(piece.getBytes()))));
    request.endHandler(ignored -> {
      ended = true;
      queue.offer(new Piece.End());
    });
    request.exceptionHandler(cause -> queue.offer(new Piece.Failure(cause)));
  }

  /** Whether bytes may still come that nobody has read. On the event loop. */
  boolean unread() {
    return attached && !ended;
  }

  /** When the handler last got something of the body, or the request began. */
  long heardNanos() {
    return heardNanos;
  }

  /** On the event loop, after the answer: what still comes is dropped. */
  void discard() {
    request.resume();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!attached || (!current.hasRemaining() && !next())) {
      return -1;
    }
    int count = Math.min(length, current.remaining());
    current.get(target, offset, count);
    return count;
  }

  @Override
  public int available() {
    return current.remaining();
  }

  /** Fetches the next piece that has bytes; false at the end. */
  private boolean next() throws IOException {
    while (last == null) {
      demand();
      switch (take()) {
        case Piece.Bytes(ByteBuffer bytes) when bytes.hasRemaining() -> {
          current = bytes;
          return true;
        }
        case Piece.Bytes ignored -> {}
        case Piece.End end -> last = end;
        case Piece.Failure failure -> last = failure;
      }
    }
    if (last instanceof Piece.Failure(Throwable cause)) {
      throw BodyFailure.brokenOff(cause);
    }
    return false;
  }

  private void demand() {
    long count = started ? 1 : AHEAD;
    boolean first = !started;
    started = true;
    context.runOnContext(ignored -> {
      if (first && "100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
        request.response().writeContinue();
      }
      // The end may have come since the piece before was taken, and then nothing may be asked for.
      if (!request.isEnded()) {
        request.fetch(count);
      }
    });
  }

  private Piece take() throws IOException {
    try {
      Piece piece = Objects.requireNonNull(pieces).poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (piece == null) {
        throw BodyFailure.slow(patience.toSeconds());
      }
      heardNanos = System.nanoTime();
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The request took too long.", e);
    }
  }
}
