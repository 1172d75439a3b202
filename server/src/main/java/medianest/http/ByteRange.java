package medianest.http;

import org.jspecify.annotations.Nullable;

/** A span of bytes that a client asks for (RFC 9110 section 14). */
record ByteRange(long first, long last) {

  private static final String UNIT = "bytes=";

  /** As many digits always fit. */
  private static final int MOST_DIGITS = 18;

  /** What a Range header comes to. */
  sealed interface Wish {
    /** All of it: no range, several of them, or nonsense, which is to be ignored (section 14.2). */
    record Whole() implements Wish {}

    record Part(ByteRange range) implements Wish {}

    record Unsatisfiable() implements Wish {}
  }

  long length() {
    return last - first + 1;
  }

  /** Read without a pattern, which would take longer than all else that a range costs. */
  static Wish of(@Nullable String header, long size) {
    if (header == null || !header.startsWith(UNIT)) {
      return new Wish.Whole();
    }
    String range = header.substring(UNIT.length()).strip();
    int dash = range.indexOf('-');
    if (dash < 0 || range.length() == 1 || !digits(range, 0, dash)) {
      return new Wish.Whole();
    }
    return digits(range, dash + 1, range.length())
        ? of(range.substring(0, dash), range.substring(dash + 1), size)
        : new Wish.Whole();
  }

  private static Wish of(String from, String to, long size) {
    if (from.isEmpty()) {
      long first = Math.max(0, size - Long.parseLong(to));
      return within(first, size - 1);
    }
    long first = Long.parseLong(from);
    if (to.isEmpty()) {
      return within(first, size - 1);
    }
    long last = Long.parseLong(to);
    return last < first ? new Wish.Whole() : within(first, Math.min(last, size - 1));
  }

  private static Wish within(long first, long last) {
    return first > last ? new Wish.Unsatisfiable() : new Wish.Part(new ByteRange(first, last));
  }

  private static boolean digits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return to - from <= MOST_DIGITS;
  }
}
