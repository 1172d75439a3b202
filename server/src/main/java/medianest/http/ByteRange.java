package medianest.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A span of bytes that a client asks for (RFC 9110 section 14). */
record ByteRange(long first, long last) {

  private static final Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

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

  static Wish of(@Nullable String header, long size) {
    Matcher matcher = SINGLE.matcher(header == null ? "" : header);
    if (!matcher.matches() || (matcher.group(1) + matcher.group(2)).isEmpty()) {
      return new Wish.Whole();
    }
    boolean suffix = matcher.group(1).isEmpty();
    long given = suffix ? Long.parseLong(matcher.group(2)) : Long.parseLong(matcher.group(1));
    long first = suffix ? Math.max(0, size - given) : given;
    long last =
        suffix || matcher.group(2).isEmpty()
            ? size - 1
            : Math.min(Long.parseLong(matcher.group(2)), size - 1);
    if (!suffix && !matcher.group(2).isEmpty() && Long.parseLong(matcher.group(2)) < first) {
      return new Wish.Whole();
    }
    return first > last ? new Wish.Unsatisfiable() : new Wish.Part(new ByteRange(first, last));
  }
}
