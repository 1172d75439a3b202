package medianest.loadtest.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/** Cuts connections whose answer does not come; sockets on virtual threads have no timeout. */
public final class Deadlines {

  private final long limitNanos;
  private final ConcurrentHashMap<Connection, Long> waiting = new ConcurrentHashMap<>();

  public Deadlines(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  void begin(Connection connection, long nowNanos) {
    waiting.put(connection, nowNanos);
  }

  void end(Connection connection) {
    waiting.remove(connection);
  }

  /** Requests whose answer is not complete. */
  public int underWay() {
    return waiting.size();
  }

  /** To be called every second or so. */
  public void sweep() {
    long now = System.nanoTime();
    waiting.forEach((connection, since) -> {
      if (now - since > limitNanos) {
        connection.close();
      }
    });
  }
}
