package medianest.http;

import io.vertx.core.MultiMap;

/** The headers that tell browsers what an answer may never be used for (ASVS 5.0, 3.4). */
final class SecurityHeaders {

  /** For everything but the page, which brings its own: it may load nothing and run nothing. */
  private static final String CLOSED = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private SecurityHeaders() {}

  static void add(MultiMap headers, boolean secure) {
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "same-origin");
    headers.set("cross-origin-resource-policy", "same-origin");
    if (!headers.contains("content-security-policy")) {
      headers.set("content-security-policy", CLOSED);
    }
    if (secure) {
      headers.set("strict-transport-security", "max-age=31536000");
    }
  }
}
