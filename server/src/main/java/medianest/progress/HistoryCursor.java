package medianest.progress;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import medianest.http.Problem;

/** The place in somebody's history after which the next part begins. */
record HistoryCursor(Instant before, UUID item) {

  /** Later than anything that was watched. */
  static final HistoryCursor START =
      new HistoryCursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

  static HistoryCursor after(WatchStore.Seen last) {
    return new HistoryCursor(last.at(), last.item().value());
  }

  String text() {
    return before + "_" + item;
  }

  static HistoryCursor parse(String text) {
    String[] parts = text.split("_", -1);
    try {
      if (parts.length == 2) {
        return new HistoryCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      // The problem below says it.
    }
    throw Problem.invalid("The cursor is not one that this server gave out.");
  }
}
