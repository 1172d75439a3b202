package medianest.upload;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody brings or brought.
 *
 * @param reason why it failed
 */
public record Upload(UUID id, UUID owner, String fileName, State state, @Nullable String reason) {

  /** How far it is. */
  public enum State {
    RECEIVING,
    PROCESSING,
    READY,
    FAILED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Upload with(State other, @Nullable String why) {
    return new Upload(id, owner, fileName, other, why);
  }
}
