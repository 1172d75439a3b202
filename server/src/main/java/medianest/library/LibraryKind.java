package medianest.library;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import medianest.identify.Films;
import medianest.identify.Folder;
import medianest.identify.HomeVideos;
import medianest.identify.Mixed;
import medianest.identify.Named;
import medianest.identify.SeriesEpisodes;

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

  /** What the videos of a folder in such a library are, in their order. */
  List<Named> name(Folder folder) {
    return switch (this) {
      case FILMS -> Films.of(folder);
      case SERIES -> SeriesEpisodes.of(folder);
      case HOME -> HomeVideos.of(folder);
      case OTHER -> Mixed.of(folder);
    };
  }
}
