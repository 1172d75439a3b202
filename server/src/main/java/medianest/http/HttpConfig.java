package medianest.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings under {@code http}: how the server listens and where it draws its limits.
 *
 * @param host the address to listen on
 * @param port 0 takes any free one
 * @param trustedProxies addresses or networks whose X-Forwarded headers are believed
 * @param eventLoops 0 takes one for each core
 * @param keepAlive how long an idle connection stays open
 * @param requestTimeout how long an answer may take to begin
 * @param headerTimeout how long the headers of a connection's first request may take
 * @param bodyTimeout how long a client may pause within a body
 * @param minBytesPerSecond a client that reads more slowly is cut
 * @param slowReaderAfter how long it may do so
 * @param maxJsonBytes a larger JSON body is refused
 * @param compressFromBytes a smaller answer is sent as it is
 */
public record HttpConfig(
    String host,
    int port,
    Tls tls,
    List<String> trustedProxies,
    int eventLoops,
    Duration keepAlive,
    Duration requestTimeout,
    Duration headerTimeout,
    Duration bodyTimeout,
    int minBytesPerSecond,
    Duration slowReaderAfter,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxRequests,
    int maxHeaderBytes,
    int maxJsonBytes,
    int compressFromBytes) {

  /** The PEM files that make the server speak TLS; both or none. */
  public record Tls(@Nullable Path certificate, @Nullable Path key) {
    public Tls {
      if ((certificate == null) != (key == null)) {
        throw new IllegalArgumentException(
            "http.tls.certificate and http.tls.key must be set together.");
      }
    }

    boolean enabled() {
      return certificate != null;
    }
  }

  public static HttpConfig defaults() {
    return new HttpConfig(
        "0.0.0.0",
        8080,
        new Tls(null, null),
        List.of(),
        0,
        Duration.ofSeconds(65),
        Duration.ofSeconds(120),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        1024,
        Duration.ofSeconds(60),
        20_000,
        2_000,
        10_000,
        16 << 10,
        1 << 20,
        1024);
  }

  public HttpConfig {
    trustedProxies = List.copyOf(trustedProxies);
    TrustedProxies.of(trustedProxies);
    within("port", port, 0, 65_535);
    within("eventLoops", eventLoops, 0, 256);
    within("minBytesPerSecond", minBytesPerSecond, 0, 1 << 20);
    within("maxConnections", maxConnections, 1, 1_000_000);
    within("maxConnectionsPerAddress", maxConnectionsPerAddress, 1, 1_000_000);
    within("maxRequests", maxRequests, 1, 1_000_000);
    within("maxHeaderBytes", maxHeaderBytes, 1024, 1 << 20);
    within("maxJsonBytes", maxJsonBytes, 1024, 1 << 30);
    within("compressFromBytes", compressFromBytes, 0, 1 << 30);
    positive("keepAlive", keepAlive);
    positive("requestTimeout", requestTimeout);
    positive("headerTimeout", headerTimeout);
    positive("bodyTimeout", bodyTimeout);
    positive("slowReaderAfter", slowReaderAfter);
  }

  private static void within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "http." + name + " must lie between " + min + " and " + max + ".");
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("http." + name + " must be longer than nothing.");
    }
  }
}
