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
 * @param proxied whether a trusted proxy speaks for the client
 */
record ClientAddress(InetAddress address, boolean secure, boolean proxied) {

  /** A client that speaks for itself: the same for every request of its connection. */
  static ClientAddress direct(InetAddress peer, boolean secure) {
    return new ClientAddress(peer, secure, false);
  }

  /**
   * Where the peer is a trusted proxy, the right-most address that is not one: whatever stands
   * further left was written by the client.
   */
  static ClientAddress behind(
      InetAddress proxy, HttpServerRequest request, TrustedProxies proxies) {
    String proto = last(request.getHeader("x-forwarded-proto"));
    return new ClientAddress(
        rightmostUntrusted(request.getHeader("x-forwarded-for"), proxy, proxies),
        proto == null ? request.isSSL() : proto.equalsIgnoreCase("https"),
        true);
  }

  /** Host and port as the client wrote them; null where it did not say. */
  @Nullable String authority(HttpServerRequest request) {
    String host = proxied ? last(request.getHeader("x-forwarded-host")) : null;
    if (host != null || request.authority() == null) {
      return host;
    }
    return request.authority().toString();
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
