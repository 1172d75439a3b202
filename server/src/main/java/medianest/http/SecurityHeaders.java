package medianest.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** The headers that tell browsers what an answer may never be used for (ASVS 5.0, 3.4). */
final class SecurityHeaders {

  /** For everything but the page, which brings its own: it may load nothing and run nothing. */
  private static final CharSequence CLOSED =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'; sandbox");

  // As Netty writes them fastest: every answer carries them.
  private static final CharSequence TYPE = HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("referrer-policy");
  private static final CharSequence RESOURCES =
      HttpHeaders.createOptimized("cross-origin-resource-policy");
  private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
  private static final CharSequence CONTENT =
      HttpHeaders.createOptimized("content-security-policy");

  private SecurityHeaders() {}

  static void add(MultiMap headers, boolean secure) {
    headers.set(TYPE, NO_SNIFF);
    headers.set(REFERRER, SAME_ORIGIN);
    headers.set(RESOURCES, SAME_ORIGIN);
    if (!headers.contains(CONTENT)) {
      headers.set(CONTENT, CLOSED);
    }
    if (secure) {
      headers.set("strict-transport-security", "max-age=31536000");
    }
  }
}
