package medianest.library;

import medianest.http.Problem;
import org.jspecify.annotations.Nullable;

/** Text from files and people in the form that PostgreSQL takes. */
public final class StoredText {

  private static final int LONGEST = 1000;
  private static final int LONGEST_NAME = 200;

  private StoredText() {}

  /**
   * Without NUL, which PostgreSQL refuses in text, without halves of characters, and not endless.
   */
  static String of(String text) {
    if (text.length() <= LONGEST
        && text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    String whole = text.replace("\0", "");
    int end = Math.min(whole.length(), LONGEST);
    StringBuilder stored = new StringBuilder(end);
    whole.substring(0, end).codePoints().forEach(c -> stored.appendCodePoint(valid(c)));
    return stored.toString();
  }

  /**
   * A name that somebody gives to a list.
   *
   * @param whose as in "A playlist's"
   */
  public static String name(@Nullable String given, String whose) {
    String name = given == null ? "" : of(given).strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw Problem.invalid(
          whose + " name must have between 1 and " + LONGEST_NAME + " characters.");
    }
    return name;
  }

  private static int valid(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
        ? '\ufffd'
        : codePoint;
  }
}
