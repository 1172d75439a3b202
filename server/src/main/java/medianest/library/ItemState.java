package medianest.library;

import java.util.Locale;

/** Whether an item can be played, and if not, in which of three ways it disappoints. */
public enum ItemState {
  READY,
  /** It may be sound, but this program cannot read it. */
  UNSUPPORTED,
  /** It was turned away on purpose. */
  REFUSED,
  /** It is damaged. */
  BROKEN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ItemState of(String word) {
    return Words.find(values(), ItemState::word, word)
        .orElseThrow(() -> new IllegalStateException("a stored state " + word));
  }
}
