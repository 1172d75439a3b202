package medianest.identify;

import java.util.Locale;

/** Roman numbers below 40, as parts of a story carry them. */
final class Roman {

  private Roman() {}

  /** The number; 0 for letters that are none. */
  static int value(String letters) {
    String small = letters.toLowerCase(Locale.ROOT);
    if (!small.matches("x{0,3}(?:ix|iv|v?i{0,3})")) {
      return 0;
    }
    int value = 0;
    for (int at = 0; at < small.length(); at++) {
      int digit = digit(small.charAt(at));
      boolean subtracts = at + 1 < small.length() && digit(small.charAt(at + 1)) > digit;
      value += subtracts ? -digit : digit;
    }
    return value;
  }

  private static int digit(char letter) {
    return switch (letter) {
      case 'x' -> 10;
      case 'v' -> 5;
      default -> 1;
    };
  }
}
