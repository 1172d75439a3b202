package medianest.progress;

import java.util.UUID;
import medianest.http.Problem;

/** The place in a playlist after which the next part begins. */
record PlaylistCursor(long position, UUID item) {

  static final PlaylistCursor START = new PlaylistCursor(Long.MIN_VALUE, new UUID(0, 0));

  static PlaylistCursor after(PlaylistStore.Entry last) {
    return new PlaylistCursor(last.position(), last.item().value());
  }

  String text() {
    return position + "_" + item;
  }

  static PlaylistCursor parse(String text) {
    String[] parts = text.split("_", -1);
    try {
      if (parts.length == 2) {
        return new PlaylistCursor(Long.parseLong(parts[0]), UUID.fromString(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      // The problem below says it.
    }
    throw Problem.invalid("The cursor is not one that this server gave out.");
  }
}
