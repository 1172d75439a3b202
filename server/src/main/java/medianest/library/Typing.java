package medianest.library;

/**
 * How many slips of the fingers lie between two words: letters left out, added, changed, or two
 * that swapped places (the optimal string alignment distance).
 */
final class Typing {

  private Typing() {}

  /**
   * Whether somebody may have meant {@code word}, or a word that begins so, with what they typed.
   */
  static boolean mayMean(String typed, String word) {
    int allowed = typed.length() < 3 ? 0 : typed.length() < 7 ? 1 : 2;
    int end = Math.min(word.length(), typed.length() + 1);
    for (int length = Math.max(1, typed.length() - 1); length <= end; length++) {
      if (slips(typed, word.substring(0, length)) <= allowed) {
        return true;
      }
    }
    return slips(typed, word) <= allowed;
  }

  static int slips(String a, String b) {
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        slips[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : least(slips, a, b, i, j);
      }
    }
    return slips[a.length()][b.length()];
  }

  private static int least(int[][] slips, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = slips[i - 1][j - 1] + (same ? 0 : 1);
    least = Math.min(least, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
  }
}
