package medianest.loadtest.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the target, used by one thread at a time, opened when it is needed. Bodies that
 * nobody looks at are read into a buffer that all connections share, since what stands in it does
 * not matter, and others into one that is lent for as long as they come: thousands of viewers cost
 * no memory for what they watch.
 */
public final class Connection implements AutoCloseable {

  private static final int HEAD_BYTES = 16 << 10;
  private static final int KEPT_BYTES = 4 << 20;
  private static final ByteBuffer DISCARDED = ByteBuffer.allocateDirect(256 << 10);

  /** A segment through the small buffer of the head takes ten times as many calls, and a copy. */
  private static final int LENT_BYTES = 128 << 10;

  private static final ConcurrentLinkedDeque<ByteBuffer> LENT = new ConcurrentLinkedDeque<>();

  private final Target target;
  private final Deadlines deadlines;
  private final ByteBuffer in = ByteBuffer.allocate(HEAD_BYTES).limit(0);
  private volatile @Nullable Wire wire;
  private boolean used;

  /**
   * @param deadlines cuts the connection when an answer takes too long
   */
  public Connection(Target target, Deadlines deadlines) {
    this.target = target;
    this.deadlines = deadlines;
  }

  /**
   * Sends and waits for the whole answer.
   *
   * @param keep whether the body is wanted
   */
  public Answer send(Call call, boolean keep, BodySink sink) throws IOException {
    boolean reused = used && wire != null;
    try {
      return exchange(call, keep, sink);
    } catch (StaleConnection e) {
      if (!reused) {
        throw e;
      }
      // The server had closed it while nobody used it, which is its right (RFC 9112, section 9.5).
      return exchange(call, keep, sink);
    }
  }

  /** The server closed before it said a word. */
  private static final class StaleConnection extends IOException {
    private static final long serialVersionUID = 1L;

    StaleConnection(@Nullable Throwable cause) {
      super("the connection was closed", cause);
    }
  }

  private Answer exchange(Call call, boolean keep, BodySink sink) throws IOException {
    byte[] bytes = call.bytes(target.authority());
    long sent = System.nanoTime();
    deadlines.begin(this, sent);
    try {
      Wire open = open(bytes);
      in.clear().limit(0);
      fillFirst(open);
      long firstByte = System.nanoTime();
      Answer answer = answer(open, call, keep, sink, sent, firstByte);
      used = true;
      if ("close".equalsIgnoreCase(answer.headers().get("connection"))) {
        close();
      }
      return answer;
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    } finally {
      deadlines.end(this);
    }
  }

  private Wire open(byte[] bytes) throws IOException {
    Wire open = wire;
    if (open == null) {
      open = Wire.connect(target);
      used = false;
      wire = open;
    }
    try {
      open.write(ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw new StaleConnection(e);
    }
    return open;
  }

  private void fillFirst(Wire open) throws IOException {
    int read;
    try {
      in.clear();
      read = open.read(in);
      in.flip();
    } catch (IOException e) {
      in.clear().limit(0);
      throw new StaleConnection(e);
    }
    if (read < 0) {
      throw new StaleConnection(null);
    }
  }

  private Answer answer(
      Wire open, Call call, boolean keep, BodySink sink, long sent, long firstByte)
      throws IOException {
    String[] status = line(open).split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
      throw new IOException("the answer is not HTTP");
    }
    int code = Integer.parseInt(status[1]);
    Map<String, String> headers = headers(open);
    BodyReader body = new BodyReader(open, in, keep ? new ByteArrayOutputStream() : null, sink);
    if (!call.method().equals("HEAD") && code != 204 && code != 304) {
      try {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
          readChunks(open, body);
        } else {
          body.read(Long.parseLong(headers.getOrDefault("content-length", "0")));
        }
      } finally {
        body.giveBack();
      }
    }
    return new Answer(code, headers, body.kept(), body.total, sent, firstByte, System.nanoTime());
  }

  private void readChunks(Wire open, BodyReader body) throws IOException {
    while (true) {
      String size = line(open);
      int semicolon = size.indexOf(';');
      long length = Long.parseLong(semicolon < 0 ? size : size.substring(0, semicolon), 16);
      body.read(length);
      if (length == 0) {
        headersEnd(open);
        return;
      }
      line(open);
    }
  }

  private void headersEnd(Wire open) throws IOException {
    String trailer;
    do {
      trailer = line(open);
    } while (!trailer.isEmpty());
  }

  private Map<String, String> headers(Wire open) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(open); !line.isEmpty(); line = line(open)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private String line(Wire open) throws IOException {
    int from = in.position();
    while (true) {
      for (int i = from; i < in.limit(); i++) {
        if (in.get(i) == '\n') {
          int end = i > in.position() && in.get(i - 1) == '\r' ? i - 1 : i;
          String line =
              new String(
                  in.array(), in.position(), end - in.position(), StandardCharsets.ISO_8859_1);
          in.position(i + 1);
          return line;
        }
      }
      int kept = in.remaining();
      in.compact();
      if (!in.hasRemaining()) {
        throw new IOException("the head of the answer is too long");
      }
      int read = open.read(in);
      in.flip();
      if (read < 0) {
        throw new EOFException("the answer ended within its head");
      }
      from = kept;
    }
  }

  /** Reads bodies, out of what came with the head first. */
  private static final class BodyReader {
    private final Wire open;
    private final ByteBuffer in;
    private final @Nullable ByteArrayOutputStream keep;
    private final BodySink sink;
    private @Nullable ByteBuffer lent;
    private long total;

    BodyReader(Wire open, ByteBuffer in, @Nullable ByteArrayOutputStream keep, BodySink sink) {
      this.open = open;
      this.in = in;
      this.keep = keep;
      this.sink = sink;
    }

    String kept() {
      return keep == null ? "" : keep.toString(StandardCharsets.ISO_8859_1);
    }

    void read(long length) throws IOException {
      long left = length;
      while (left > 0) {
        ByteBuffer piece = piece(left);
        int count = piece.remaining();
        left -= count;
        total += count;
        if (keep != null && keep.size() < KEPT_BYTES) {
          byte[] bytes = new byte[count];
          piece.duplicate().get(bytes);
          keep.writeBytes(bytes);
        }
        sink.take(piece);
      }
    }

    private ByteBuffer piece(long left) throws IOException {
      if (in.hasRemaining()) {
        int count = (int) Math.min(left, in.remaining());
        ByteBuffer piece = in.slice(in.position(), count);
        in.position(in.position() + count);
        return piece;
      }
      ByteBuffer into = room(left);
      into.clear().limit((int) Math.min(Math.min(left, sink.step()), into.capacity()));
      if (open.read(into) < 0) {
        throw new EOFException("the body ended " + left + " bytes early");
      }
      return into.flip();
    }

    private ByteBuffer room(long left) {
      if (keep == null && !sink.looks()) {
        return DISCARDED.duplicate();
      }
      if (lent == null && left <= in.capacity()) {
        // What came with the head is used up, so that its buffer is free.
        return in.duplicate();
      }
      if (lent == null) {
        ByteBuffer idle = LENT.pollFirst();
        lent = idle == null ? ByteBuffer.allocateDirect(LENT_BYTES) : idle;
      }
      return lent;
    }

    void giveBack() {
      if (lent != null) {
        LENT.addFirst(lent);
        lent = null;
      }
    }
  }

  @Override
  public void close() {
    Wire open = wire;
    wire = null;
    if (open != null) {
      open.close();
    }
  }
}
