package medianest.identify;

import org.jspecify.annotations.Nullable;

/** A whole number that somebody wrote into a note. */
final class WholeNumber {

  private WholeNumber() {}

  /**
   * The number that {@code text} is, or null where it is none between {@code least} and {@code
   * most}.
   */
  static @Nullable Integer of(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      return number >= least && number <= most ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
