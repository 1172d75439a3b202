package medianest.cache;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * Settings under {@code cache}.
 *
 * @param url of a Valkey or Redis that several nodes share, {@code redis://host:6379}; empty for
 *     none
 * @param timeout how long it may take to answer before the node does without it
 */
public record CacheConfig(String url, Duration timeout) {

  public CacheConfig {
    if (!url.isEmpty() && !isAddress(url)) {
      throw new IllegalArgumentException(
          "cache.url must be an address as redis://localhost:6379, or with rediss:// over TLS.");
    }
    if (timeout.toMillis() <= 0) {
      throw new IllegalArgumentException("cache.timeout must be longer than nothing.");
    }
  }

  private static boolean isAddress(String url) {
    try {
      return url.matches("rediss?://.+") && new URI(url).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  public static CacheConfig defaults() {
    return new CacheConfig("", Duration.ofMillis(250));
  }

  /** Without what the address may hold of a password, since records end up in logs. */
  @Override
  public String toString() {
    return url.isEmpty()
        ? "no shared cache"
        : "a shared cache at " + url.replaceFirst("//.*@", "//");
  }
}
