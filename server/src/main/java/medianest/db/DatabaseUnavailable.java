package medianest.db;

import org.jspecify.annotations.Nullable;

/** The database does not answer at present; the same call may succeed after some seconds. */
public final class DatabaseUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int retryAfterSeconds;

  DatabaseUnavailable(int retryAfterSeconds, @Nullable Throwable cause) {
    super("The database does not answer; try again in " + retryAfterSeconds + " s.", cause);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** When it is worth to try again. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
