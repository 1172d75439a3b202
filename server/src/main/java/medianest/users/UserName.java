package medianest.users;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of an account: as it is shown, and folded for comparison so that no two accounts have
 * names that a person takes for one.
 */
record UserName(String shown, String key) {

  private static final int LONGEST = 64;

  /**
   * The name as a person typed it.
   *
   * @throws AccountProblem if no account can be called so
   */
  static UserName of(String typed) {
    String shown = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    if (shown.isEmpty()) {
      throw new AccountProblem("A name must have at least one character.");
    }
    if (shown.codePointCount(0, shown.length()) > LONGEST) {
      throw new AccountProblem("A name can have at most " + LONGEST + " characters.");
    }
    if (!shown.codePoints().allMatch(UserName::visible)) {
      throw new AccountProblem("A name must not have control characters or line breaks.");
    }
    return new UserName(shown, keyOf(shown));
  }

  /** What to look for in answer to any text that was typed for a name. */
  static String keyOf(String typed) {
    return Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
