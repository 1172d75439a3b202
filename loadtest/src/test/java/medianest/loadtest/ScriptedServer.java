package medianest.loadtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server whose every answer takes a time that is known before: of a hundred, ninety take 400 ms,
 * eight a second and two 2 s, in an order that is the same each time. It can stand still for a
 * while, as a server does that collects garbage or waits for a lock.
 */
final class ScriptedServer implements AutoCloseable {

  static final long P50 = 400;
  static final long P95 = 1_000;
  static final long P99 = 2_000;

  private final ServerSocket socket;
  private final AtomicLong asked = new AtomicLong();
  private final Map<Long, Long> answered = new ConcurrentHashMap<>();
  private volatile long frozenFrom = Long.MAX_VALUE;
  private volatile long frozenUntil = Long.MAX_VALUE;

  ScriptedServer() throws IOException {
    socket = new ServerSocket(0, 4_096, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** Answers nothing between these moments, of {@link System#nanoTime}. */
  void freeze(long from, long until) {
    frozenUntil = until;
    frozenFrom = from;
  }

  /** When each answer left, by its number: the truth, whatever else the machine was busy with. */
  Map<Long, Long> answered() {
    return answered;
  }

  /** What the answer with this number takes, in milliseconds: 37 is coprime to 100. */
  static long latency(long number) {
    long place = number * 37 % 100;
    return place < 90 ? P50 : place < 98 ? P95 : P99;
  }

  private void accept() {
    try {
      while (true) {
        Socket each = socket.accept();
        Thread.ofVirtual().start(() -> serve(each));
      }
    } catch (SocketException e) {
      // The test is over.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = client.getOutputStream();
      while (in.readLine() != null) {
        long number = asked.getAndIncrement();
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(latency(number));
        while (!in.readLine().isEmpty()) {
          Thread.onSpinWait();
        }
        if (due >= frozenFrom && due < frozenUntil) {
          due = frozenUntil;
        }
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        answered.put(number, System.nanoTime());
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException | InterruptedException e) {
      // The generator hangs up when it is done.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
