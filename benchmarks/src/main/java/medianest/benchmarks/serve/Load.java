package medianest.benchmarks.serve;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Requests over a few kept connections, one after the other on each, with bodies thrown away as
 * they come: the least work that a client can do.
 */
public final class Load {

  private static final int BUFFER = 1 << 18;

  private final int port;
  private final int connections;

  public Load(int port, int connections) {
    this.port = port;
    this.connections = connections;
  }

  /** What came of it. */
  public record Outcome(long requests, long bytes, double seconds) {}

  /**
   * Runs for {@code time}.
   *
   * @param request gives the n-th request's head, complete with the empty line, on each connection
   */
  public Outcome run(Duration time, IntFunction<String> request) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Future<Outcome>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        int first = i * 7919;
        running.add(threads.submit(() -> connection(end, first, request)));
      }
      long requests = 0;
      long bytes = 0;
      for (Future<Outcome> each : running) {
        requests += each.get().requests();
        bytes += each.get().bytes();
      }
      return new Outcome(requests, bytes, (System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A connection failed: " + e.getMessage(), e);
    }
  }

  private Outcome connection(long end, int first, IntFunction<String> request) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    long requests = 0;
    long bytes = 0;
    try (SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      for (int n = first; System.nanoTime() < end; n++) {
        ByteBuffer head = StandardCharsets.ISO_8859_1.encode(request.apply(n));
        while (head.hasRemaining()) {
          channel.write(head);
        }
        bytes += response(channel, buffer);
        requests++;
      }
    }
    return new Outcome(requests, bytes, 0);
  }

  /** Reads one response with a Content-Length; answers the bytes of its body. */
  private static long response(SocketChannel channel, ByteBuffer buffer) throws IOException {
    buffer.clear();
    int bodyAt = -1;
    while (bodyAt < 0) {
      receive(channel, buffer);
      bodyAt = endOfHead(buffer);
    }
    String head =
        StandardCharsets.ISO_8859_1.decode(buffer.duplicate().position(0).limit(bodyAt)).toString();
    if (!head.startsWith("HTTP/1.1 200") && !head.startsWith("HTTP/1.1 206")) {
      throw new IOException(head.lines().findFirst().orElse("an empty response"));
    }
    long length = contentLength(head);
    long left = length - (buffer.position() - bodyAt);
    while (left > 0) {
      buffer.clear();
      if (left < buffer.capacity()) {
        buffer.limit((int) left);
      }
      left -= receive(channel, buffer);
    }
    return length;
  }

  private static int receive(SocketChannel channel, ByteBuffer buffer) throws IOException {
    int n = channel.read(buffer);
    if (n < 0) {
      throw new EOFException("the server closed the connection");
    }
    return n;
  }

  private static int endOfHead(ByteBuffer buffer) {
    for (int i = 3; i < buffer.position(); i++) {
      if (buffer.get(i) == '\n' && buffer.get(i - 2) == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static long contentLength(String head) throws IOException {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
        .map(line -> Long.parseLong(line.substring(15).trim()))
        .findFirst()
        .orElseThrow(() -> new IOException("a response without Content-Length"));
  }
}
