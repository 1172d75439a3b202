package medianest.loadtest.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * The server under load. Load on somebody else's server is an attack, so without being told
 * otherwise only this machine and private networks are accepted.
 */
public record Target(boolean secure, String host, InetSocketAddress address) {

  /**
   * Reads an address.
   *
   * @throws BadTarget with a sentence that says what to do
   */
  public static Target of(String text, boolean anyHost) throws BadTarget {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new BadTarget("The target " + text + " is not an address.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
      throw new BadTarget("The target must look like http://localhost:8080, not " + text + ".");
    }
    boolean secure = scheme.equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    InetAddress address;
    try {
      address = InetAddress.getByName(uri.getHost());
    } catch (UnknownHostException e) {
      throw new BadTarget("There is no host " + uri.getHost() + ".");
    }
    boolean near =
        address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
    if (!near && !anyHost) {
      throw new BadTarget(
          uri.getHost()
              + " is outside of your own network. If the server is yours, add --any-host.");
    }
    return new Target(secure, uri.getHost(), new InetSocketAddress(address, port));
  }

  /** What the Host header says. */
  public String authority() {
    int port = address.getPort();
    return port == (secure ? 443 : 80) ? host : host + ":" + port;
  }

  /** A target that cannot be, or must not be, put under load. */
  public static final class BadTarget extends Exception {
    private static final long serialVersionUID = 1L;

    BadTarget(String sentence) {
      super(sentence);
    }
  }
}
