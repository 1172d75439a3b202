package medianest.library;

import java.util.Locale;
import java.util.Optional;

/** What an item is to a person. */
public enum ItemKind {
  FILM,
  EPISODE,
  VIDEO,
  AUDIO;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ItemKind> of(String word) {
    return Words.find(values(), ItemKind::word, word);
  }
}
