package medianest.metadata;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A film or a series of which more is to be known.
 *
 * @param naming the hash of all that its name follows from
 * @param ids what catalogues call it, by their names, where its file or a note says so
 */
record Subject(
    UUID item,
    Kind kind,
    String title,
    @Nullable Integer year,
    long naming,
    Map<String, String> ids) {

  /** What catalogues keep apart. */
  enum Kind {
    FILM,
    SERIES
  }
}
