package medianest.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The correlation id of a request, in the form of W3C Trace Context (Recommendation of 2021,
 * section 3.2): a trace that the caller began is continued, else one begins here.
 *
 * @param id 32 hexadecimal digits
 * @param span 16 hexadecimal digits, this server's own part
 */
record Trace(String id, String span, String flags) {

  private static final int LENGTH = 55;

  static Trace of(@Nullable String traceparent) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String span = hex(random.nextLong() | 1);
    if (traceparent != null && valid(traceparent)) {
      return new Trace(traceparent.substring(3, 35), span, traceparent.substring(53, LENGTH));
    }
    return new Trace(hex(random.nextLong()) + hex(random.nextLong() | 1), span, "00");
  }

  String header() {
    return "00-" + id + "-" + span + "-" + flags;
  }

  private static boolean valid(String text) {
    return text.length() == LENGTH
        && text.startsWith("00-")
        && text.charAt(35) == '-'
        && text.charAt(52) == '-'
        && digits(text, 3, 35)
        && digits(text, 36, 52)
        && !text.startsWith("0".repeat(32), 3)
        && digits(text, 53, LENGTH);
  }

  private static boolean digits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static String hex(long value) {
    return HexFormat.of().toHexDigits(value);
  }
}
