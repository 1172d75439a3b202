package medianest.library;

import java.util.Locale;
import java.util.Optional;

/** What an item is to a person. */
public enum ItemKind {
  FILM,
  EPISODE,
  VIDEO,
  AUDIO,
  /** What episodes belong to; nothing that can be played itself. */
  SERIES,
  SEASON;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name that lists can be narrowed to. */
  static Optional<ItemKind> listed(String word) {
    return of(word).filter(kind -> kind != SEASON);
  }

  static Optional<ItemKind> of(String word) {
    return Words.find(values(), ItemKind::word, word);
  }
}
