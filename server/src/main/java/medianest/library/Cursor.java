package medianest.library;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import medianest.http.Problem;

/**
 * The place in a list after which the next part begins, by value rather than by number, so that any
 * part costs the same and nothing is skipped or shown twice when items come and go.
 *
 * @param total how many there were when the first part was listed
 * @param position what the last item is sorted by, as text
 */
record Cursor(long total, UUID after, String position) {

  private static final int LONGEST = 2000;

  /** As it is written outside. */
  String text() {
    String parts = total + " " + after + " " + position;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(parts.getBytes(StandardCharsets.UTF_8));
  }

  static Cursor parse(String text) {
    if (text.length() > LONGEST) {
      throw invalid();
    }
    try {
      String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = decoded.split(" ", 3);
      if (parts.length != 3 || parts[2].contains("\0")) {
        throw invalid();
      }
      return new Cursor(Long.parseLong(parts[0]), UUID.fromString(parts[1]), parts[2]);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** The position of a list that is sorted by a number. */
  long number() {
    try {
      return Long.parseLong(position);
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private static Problem invalid() {
    return Problem.invalid("The cursor is not one that this server gave out.");
  }
}
