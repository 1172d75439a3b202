package medianest.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, as far as it can be believed: the only reader of forwarded headers.
 *
 * @param address the client's own
 * @param secure whether the client came by TLS
 * @param authority host and port as the client wrote them; null where it did not say
 */
record ClientAddress(InetAddress address, boolean secure, @Nullable String authority) {

  /**
   * The peer, or where the peer is a trusted proxy the right-most address that is not one: whatever
   * stands further left was written by the client.
   */
  static ClientAddress of(HttpServerRequest request, TrustedProxies proxies) {
    InetAddress peer = address(request.remoteAddress());
    String authority = request.authority() == null ? null : request.authority().toString();
    if (!proxies.trusts(peer)) {
      return new ClientAddress(peer, request.isSSL(), authority);
    }
    String proto = last(request.getHeader("x-forwarded-proto"));
    String host = last(request.getHeader("x-forwarded-host"));
    return new ClientAddress(
        rightmostUntrusted(request.getHeader("x-forwarded-for"), peer, proxies),
        proto == null ? request.isSSL() : proto.equalsIgnoreCase("https"),
        host == null ? authority : host);
  }

  String text() {
    return address.getHostAddress();
  }

  static InetAddress address(SocketAddress socket) {
    String host = socket.hostAddress();
    return host == null ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(host);
  }

  private static InetAddress rightmostUntrusted(
      @Nullable String forwardedFor, InetAddress peer, TrustedProxies proxies) {
    if (forwardedFor == null) {
      return peer;
    }
    String[] hops = forwardedFor.split(",", -1);
    InetAddress found = peer;
    for (int i = hops.length - 1; i >= 0; i--) {
      try {
        found = InetAddress.ofLiteral(hops[i].strip());
      } catch (IllegalArgumentException e) {
        return found;
      }
      if (!proxies.trusts(found)) {
        return found;
      }
    }
    return found;
  }

  private static @Nullable String last(@Nullable String list) {
    return list == null ? null : list.substring(list.lastIndexOf(',') + 1).strip();
  }
}
