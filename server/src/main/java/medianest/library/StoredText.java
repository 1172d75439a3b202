package medianest.library;

/** Text from files in the form that PostgreSQL takes. */
final class StoredText {

  private static final int LONGEST = 1000;

  private StoredText() {}

  /**
   * Without NUL, which PostgreSQL refuses in text, without halves of characters, and not endless.
   */
  static String of(String text) {
    String whole = text.replace("\0", "");
    int end = Math.min(whole.length(), LONGEST);
    StringBuilder stored = new StringBuilder(end);
    whole.substring(0, end).codePoints().forEach(c -> stored.appendCodePoint(valid(c)));
    return stored.toString();
  }

  private static int valid(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
        ? '\ufffd'
        : codePoint;
  }
}
