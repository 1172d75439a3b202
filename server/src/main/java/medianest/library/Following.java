package medianest.library;

import java.time.Duration;
import medianest.library.FollowedLibrary.Unwatched;
import org.jspecify.annotations.Nullable;

/**
 * How changes in the folder of one library are found.
 *
 * @param obstacle why it is not watched; null if it is
 * @param every how often it is looked at instead; null for never
 */
record Following(@Nullable Unwatched obstacle, @Nullable Duration every) {

  static final Following WATCHED = new Following(null, null);

  /** Whether nobody need do anything about it. */
  boolean good() {
    return obstacle == null || !obstacle.fault();
  }

  /** A sentence for the operator about the library of that name. */
  String detail(String name) {
    if (obstacle == null) {
      return name + " is watched: what changes is scanned within seconds.";
    }
    return every == null
        ? name + " is not watched: " + obstacle.reason() + "."
        : name + " is looked at every " + words(every) + " because " + obstacle.reason() + ".";
  }

  private static String words(Duration every) {
    long seconds = every.toSeconds();
    if (seconds % 60 != 0) {
      return seconds + " seconds";
    }
    return seconds == 60 ? "minute" : seconds / 60 + " minutes";
  }
}
