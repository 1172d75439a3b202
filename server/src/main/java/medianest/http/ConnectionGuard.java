package medianest.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
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
import org.jspecify.annotations.Nullable;

/**
 * Watches the connections of one event loop, once a second, for clients that hold them without
 * using them: no request for too long, an answer that is read too slowly, a handler that does not
 * answer. Everything here runs on that loop.
 */
final class ConnectionGuard {

  private final HttpConfig config;
  private final ConnectionLimits limits;
  private final Consumer<Exchange> late;
  private final TrustedProxies proxies;
  private final Map<HttpConnection, Guarded> connections = new HashMap<>();

  /** One connection and what it is doing. */
  static final class Guarded {
    private final InetAddress peer;

    /** Who speaks for itself there; null for a proxy, behind which others may be. */
    private final @Nullable ClientAddress direct;

    /** Few: HTTP/1.1 has one at a time. */
    private final List<Exchange> exchanges = new ArrayList<>(1);

    private long idleSinceNanos = System.nanoTime();
    private boolean fresh = true;

    private Guarded(InetAddress peer, @Nullable ClientAddress direct) {
      this.peer = peer;
      this.direct = direct;
    }
  }

  /**
   * @param late called for a request whose answer does not begin in time
   */
  ConnectionGuard(HttpConfig config, ConnectionLimits limits, Consumer<Exchange> late) {
    this.config = config;
    this.limits = limits;
    this.late = late;
    this.proxies = TrustedProxies.of(config.trustedProxies());
  }

  void opened(HttpConnection connection) {
    InetAddress address = ClientAddress.address(connection.remoteAddress(true));
    boolean fits = limits.take(address);
    connection.closeHandler(ignored -> {
      limits.release(address);
      connections.remove(connection);
    });
    if (fits) {
      connections.put(connection, guarded(connection, address));
    } else {
      closeNow(connection);
    }
  }

  private Guarded guarded(HttpConnection connection, InetAddress peer) {
    return new Guarded(
        peer, proxies.trusts(peer) ? null : ClientAddress.direct(peer, connection.isSsl()));
  }

  /** What is known of the connection of a request; made anew for one that was refused. */
  Guarded of(HttpServerRequest request) {
    Guarded known = connections.get(request.connection());
    return known == null
        ? guarded(request.connection(), ClientAddress.address(request.remoteAddress()))
        : known;
  }

  /** Who sent a request. */
  ClientAddress client(Guarded guarded, HttpServerRequest request) {
    return guarded.direct == null
        ? ClientAddress.behind(guarded.peer, request, proxies)
        : guarded.direct;
  }

  void begun(Guarded guarded, Exchange exchange) {
    guarded.fresh = false;
    guarded.exchanges.add(exchange);
  }

  void done(Exchange exchange, long nowNanos) {
    Guarded guarded = exchange.guarded;
    guarded.exchanges.remove(exchange);
    guarded.idleSinceNanos = nowNanos;
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
    connections.values().forEach(guarded -> all.addAll(guarded.exchanges));
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
    long span = config.slowReaderAfter().toNanos();
    if (config.minBytesPerSecond() == 0 || now - exchange.seenNanos < span) {
      return false;
    }
    SpanChannel transfer = exchange.transfer;
    double due = config.minBytesPerSecond() * (span / 1e9);
    if (transfer == null) {
      // Of a body in memory only the end is seen.
      double waited = (now - exchange.startedNanos) / 1e9;
      return waited * config.minBytesPerSecond() > Math.max(due, (double) exchange.answerBytes);
    }
    boolean slow = transfer.reached() - exchange.seenBytes < due;
    exchange.seenNanos = now;
    exchange.seenBytes = transfer.reached();
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
