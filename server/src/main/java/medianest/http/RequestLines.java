package medianest.http;

import medianest.metrics.RequestRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A line for every request, where {@code log.requests} asks for it. It names the route and not the
 * address, which may hold a ticket or a token.
 */
final class RequestLines {

  // The name is that of medianest.log, and so is the key.
  private static final Logger log = LoggerFactory.getLogger("medianest.requests");

  private RequestLines() {}

  static void write(RequestRecord request) {
    if (!log.isInfoEnabled()) {
      return;
    }
    MDC.put("trace", request.trace());
    try {
      log.info(text(request));
    } finally {
      MDC.remove("trace");
    }
  }

  /** Written on the event loop, so without the machinery of patterns. */
  private static String text(RequestRecord request) {
    long tenths = request.durationNanos() / 100_000;
    StringBuilder text = new StringBuilder(128);
    text.append(request.method()).append(' ').append(request.route());
    text.append(' ').append(request.status());
    text.append(' ').append(tenths / 10).append('.').append(tenths % 10).append(" ms ");
    text.append(request.bytes()).append(" bytes");
    if (request.user() != null) {
      text.append(" for ").append(request.user());
    }
    return text.toString();
  }
}
