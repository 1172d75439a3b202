package medianest.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches the connections of one event loop, once a second, for clients that hold them without
 * using them: no request for too long, an answer that is read too slowly, a handler that does not
 * answer. Everything here runs on that loop.
 */
final class ConnectionGuard {

  private final HttpConfig config;
  private final ConnectionLimits limits;
  private final Consumer<Exchange> late;
  private final Map<HttpConnection, Guarded> connections = new HashMap<>();

  /** One connection and what it is doing. */
  private static final class Guarded {
    final Map<Exchange, Window> exchanges = new HashMap<>();
    long idleSinceNanos = System.nanoTime();
    boolean fresh = true;
  }

  /** How far an answer had come when the present window began. */
  private static final class Window {
    long sinceNanos = System.nanoTime();
    long bytes;
  }

  /**
   * @param late called for a request whose answer does not begin in time
   */
  ConnectionGuard(HttpConfig config, ConnectionLimits limits, Consumer<Exchange> late) {
    this.config = config;
    this.limits = limits;
    this.late = late;
  }

  void opened(HttpConnection connection) {
    InetAddress address = ClientAddress.address(connection.remoteAddress(true));
    boolean fits = limits.take(address);
    connection.closeHandler(ignored -> {
      limits.release(address);
      connections.remove(connection);
    });
    if (fits) {
      connections.put(connection, new Guarded());
    } else {
      closeNow(connection);
    }
  }

  void begun(Exchange exchange) {
    Guarded guarded = connections.get(exchange.raw.connection());
    if (guarded != null) {
      guarded.fresh = false;
      guarded.exchanges.put(exchange, new Window());
    }
  }

  void done(Exchange exchange) {
    Guarded guarded = connections.get(exchange.raw.connection());
    if (guarded != null) {
      guarded.exchanges.remove(exchange);
      guarded.idleSinceNanos = System.nanoTime();
    }
  }

  /** The exchanges that send events and would never end by themselves. */
  List<Exchange> endless() {
    return exchanges().stream().filter(e -> e.state == Exchange.State.ENDLESS).toList();
  }

  void sweep() {
    long now = System.nanoTime();
    Set<HttpConnection> idle = new HashSet<>();
    connections.forEach((connection, guarded) -> {
      if (guarded.exchanges.isEmpty() && now - guarded.idleSinceNanos > idleNanos(guarded)) {
        idle.add(connection);
      }
    });
    idle.forEach(ConnectionGuard::closeNow);
    exchanges().forEach(exchange -> check(exchange, now));
  }

  private long idleNanos(Guarded guarded) {
    return (guarded.fresh ? config.headerTimeout() : config.keepAlive()).toNanos();
  }

  private List<Exchange> exchanges() {
    List<Exchange> all = new ArrayList<>();
    connections.values().forEach(guarded -> all.addAll(guarded.exchanges.keySet()));
    return all;
  }

  private void check(Exchange exchange, long now) {
    switch (exchange.state) {
      case ASKED -> {
        if (now - exchange.body.heardNanos() > config.requestTimeout().toNanos()) {
          late.accept(exchange);
        }
      }
      case ANSWERING -> {
        if (readsTooSlowly(exchange, now)) {
          cut(exchange);
        }
      }
      case ENDLESS, DONE -> {}
    }
  }

  private boolean readsTooSlowly(Exchange exchange, long now) {
    Guarded guarded = connections.get(exchange.raw.connection());
    Window window = guarded == null ? null : guarded.exchanges.get(exchange);
    long span = config.slowReaderAfter().toNanos();
    if (window == null || config.minBytesPerSecond() == 0 || now - window.sinceNanos < span) {
      return false;
    }
    SpanChannel transfer = exchange.transfer;
    double due = config.minBytesPerSecond() * (span / 1e9);
    if (transfer == null) {
      // Of a body in memory only the end is seen.
      double waited = (now - exchange.startedNanos) / 1e9;
      return waited * config.minBytesPerSecond() > Math.max(due, (double) exchange.answerBytes);
    }
    boolean slow = transfer.reached() - window.bytes < due;
    window.sinceNanos = now;
    window.bytes = transfer.reached();
    return slow;
  }

  /** Ends every connection of this loop, whatever is under way. */
  void closeAll() {
    List.copyOf(connections.keySet()).forEach(ConnectionGuard::closeNow);
  }

  /** In HTTP/2 only the stream is the slow one's. */
  static void cut(Exchange exchange) {
    if (exchange.raw.version() == HttpVersion.HTTP_2) {
      exchange.raw.response().reset();
    } else {
      closeNow(exchange.raw.connection());
    }
  }

  /**
   * {@link HttpConnection#close} first waits until all that was written has left, which is for ever
   * where the client takes nothing; the channel beneath it does not wait.
   */
  private static void closeNow(HttpConnection connection) {
    if (connection instanceof HttpServerConnection own) {
      var _ = own.channelHandlerContext().close();
    } else {
      connection.close();
    }
  }
}
