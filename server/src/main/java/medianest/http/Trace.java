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
 * @param parent the caller's part; null where the trace begins here
 */
record Trace(String id, String span, String flags, @Nullable String parent) {

  private static final int LENGTH = 55;

  /**
   * The trace of a request.
   *
   * @param recorded whether those that begin here are kept; the caller decides on its own
   */
  static Trace of(@Nullable String traceparent, boolean recorded) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String span = hex(random.nextLong() | 1);
    if (traceparent != null && valid(traceparent)) {
      return new Trace(
          traceparent.substring(3, 35),
          span,
          traceparent.substring(53, LENGTH),
          traceparent.substring(36, 52));
    }
    String id = hex(random.nextLong()) + hex(random.nextLong() | 1);
    return new Trace(id, span, recorded ? "01" : "00", null);
  }

  /** Whether it is kept by those who keep traces: the lowest bit of the flags (section 3.2.2.5). */
  boolean sampled() {
    return (Character.digit(flags.charAt(1), 16) & 1) != 0;
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
        && !text.startsWith("0".repeat(16), 36)
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
