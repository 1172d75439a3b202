package medianest.library;

import java.util.Locale;
import java.util.Optional;

/** What a folder holds, as its owner says. */
public enum LibraryKind {
  FILMS,
  SERIES,
  HOME,
  OTHER;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LibraryKind> of(String word) {
    return Words.find(values(), LibraryKind::word, word);
  }

  /** What a video in such a folder is. */
  ItemKind video() {
    return switch (this) {
      case FILMS -> ItemKind.FILM;
      case SERIES -> ItemKind.EPISODE;
      case HOME, OTHER -> ItemKind.VIDEO;
    };
  }
}
