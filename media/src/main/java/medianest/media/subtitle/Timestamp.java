package medianest.media.subtitle;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as the text formats write them. */
final class Timestamp {

  /** Hours may be missing; digits after the second may follow a comma, a full stop or a colon. */
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,4}):)?(\\d{1,3}):(\\d{1,3})(?:[.,:](\\d{1,3}))?");

  private Timestamp() {}

  /**
   * Microseconds; empty where the text is no time.
   *
   * @param digits how many there have to be after the second, where there are any
   */
  static OptionalLong parse(String text, int digits) {
    Matcher time = FORM.matcher(text);
    if (!time.matches() || (time.group(4) != null && time.group(4).length() != digits)) {
      return OptionalLong.empty();
    }
    long seconds =
        (number(time.group(1)) * 60 + number(time.group(2))) * 60 + number(time.group(3));
    long fraction = number(time.group(4)) * (digits == 3 ? 1_000 : 10_000);
    return OptionalLong.of(seconds * 1_000_000 + fraction);
  }

  /** As WebVTT writes it, with hours. */
  static void append(StringBuilder out, long us) {
    long ms = (us + 500) / 1000;
    padded(out, ms / 3_600_000, 2).append(':');
    padded(out, ms / 60_000 % 60, 2).append(':');
    padded(out, ms / 1000 % 60, 2).append('.');
    padded(out, ms % 1000, 3);
  }

  private static StringBuilder padded(StringBuilder out, long value, int digits) {
    String text = Long.toString(value);
    return out.repeat('0', Math.max(0, digits - text.length())).append(text);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
