package medianest.http;

import java.net.InetAddress;
import java.util.List;

/** The networks whose word about the client is believed. */
record TrustedProxies(List<Network> networks) {

  /** An address and how many of its leading bits count. */
  record Network(InetAddress address, int bits) {

    boolean holds(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] theirs = other.getAddress();
      if (mine.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit & 7);
        if ((mine[bit >> 3] & mask) != (theirs[bit >> 3] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Reads {@code 10.0.0.0/8} and {@code ::1}. */
  static TrustedProxies of(List<String> texts) {
    return new TrustedProxies(texts.stream().map(TrustedProxies::network).toList());
  }

  boolean trusts(InetAddress address) {
    for (Network network : networks) {
      if (network.holds(address)) {
        return true;
      }
    }
    return false;
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int width = address.getAddress().length * 8;
      int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > width) {
        throw new IllegalArgumentException(text);
      }
      return new Network(address, bits);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "http.trustedProxies must hold addresses or networks as in 10.0.0.0/8, not " + text + ".",
          e);
    }
  }
}
