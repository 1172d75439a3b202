package medianest.http;

import java.time.Duration;
import java.util.List;

/** Settings for tests. */
final class HttpConfigs {

  private HttpConfigs() {}

  static HttpConfig loopback() {
    return with(List.of(), HttpConfig.defaults().requestTimeout(), Duration.ofSeconds(60));
  }

  static HttpConfig limited(int connections, int perAddress) {
    HttpConfig d = HttpConfig.defaults();
    return config(List.of(), d.requestTimeout(), d.slowReaderAfter(), connections, perAddress);
  }

  static HttpConfig with(List<String> proxies, Duration requestTimeout, Duration slowReaderAfter) {
    HttpConfig d = HttpConfig.defaults();
    return config(
        proxies, requestTimeout, slowReaderAfter, d.maxConnections(), d.maxConnectionsPerAddress());
  }

  private static HttpConfig config(
      List<String> proxies,
      Duration requestTimeout,
      Duration slowReaderAfter,
      int connections,
      int perAddress) {
    HttpConfig d = HttpConfig.defaults();
    return new HttpConfig(
        "127.0.0.1",
        0,
        d.tls(),
        proxies,
        2,
        d.keepAlive(),
        requestTimeout,
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        d.minBytesPerSecond(),
        slowReaderAfter,
        connections,
        perAddress,
        d.maxRequests(),
        d.maxHeaderBytes(),
        d.maxJsonBytes(),
        d.compressFromBytes());
  }
}
