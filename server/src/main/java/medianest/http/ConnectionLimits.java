package medianest.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there may be, in all and from one address (one /64 in IPv6). */
final class ConnectionLimits {

  private final int total;
  private final int perAddress;
  private final TrustedProxies proxies;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

  ConnectionLimits(HttpConfig config) {
    this.total = config.maxConnections();
    this.perAddress = config.maxConnectionsPerAddress();
    this.proxies = TrustedProxies.of(config.trustedProxies());
  }

  int open() {
    return open.get();
  }

  /** Counts a connection; false where it is one too many. Either way it must be released. */
  boolean take(InetAddress address) {
    boolean fits = open.incrementAndGet() <= total;
    int same = byAddress.merge(bucket(address), 1, Integer::sum);
    return fits && (same <= perAddress || speaksForOthers(address));
  }

  void release(InetAddress address) {
    open.decrementAndGet();
    byAddress.computeIfPresent(bucket(address), (key, count) -> count == 1 ? null : count - 1);
  }

  private boolean speaksForOthers(InetAddress address) {
    return address.isLoopbackAddress() || proxies.trusts(address);
  }

  private static String bucket(InetAddress address) {
    byte[] bytes = address.getAddress();
    return Arrays.toString(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
  }
}
