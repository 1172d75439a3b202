package medianest.library;

import java.time.Duration;
import medianest.library.FollowedLibrary.Unwatched;

/**
 * How changes in a library's folder are found.
 *
 * @param good whether nobody need do anything about it
 * @param detail a sentence for the operator
 */
public record Watching(boolean good, String detail) {

  static final Watching ALWAYS =
      new Watching(true, "It is watched: what changes is scanned within seconds.");

  static Watching now(Unwatched why, Duration every) {
    return new Watching(
        !why.fault(), "It is looked at every " + words(every) + " because " + why.reason() + ".");
  }

  private static String words(Duration every) {
    long seconds = every.toSeconds();
    if (seconds % 60 != 0) {
      return seconds + " seconds";
    }
    return seconds == 60 ? "minute" : seconds / 60 + " minutes";
  }
}
