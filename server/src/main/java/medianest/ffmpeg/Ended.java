package medianest.ffmpeg;

import java.util.regex.Pattern;

/**
 * How a run ended. That it was {@link Cause#DONE} says that ffmpeg thinks so; whether the output is
 * right, only a look at the output tells.
 *
 * @param reason the last that ffmpeg said, for the log and the owner of the server; may be empty
 */
public record Ended(Cause cause, int status, String reason) {

  /** Why. */
  public enum Cause {
    DONE,
    /** By us: its reader went, or nobody wanted it any more. */
    STOPPED,
    /** It came no further. */
    STALLED,
    /** It took longer than it may. */
    OVERDUE,
    OUT_OF_MEMORY,
    /** It wrote a file, or more of one than it may. */
    TOO_LARGE,
    FAILED
  }

  private static final int SIGNALLED = 128;
  private static final int ABORT = SIGNALLED + 6;
  private static final int KILL = SIGNALLED + 9;
  private static final int CPU_LIMIT = SIGNALLED + 24;
  private static final int SIZE_LIMIT = SIGNALLED + 25;

  /** As ffmpeg says it, and as x264 does, which ffmpeg then takes for a wrong option. */
  private static final Pattern NO_MEMORY =
      Pattern.compile("Cannot allocate memory|malloc of size \\d+ failed");

  /** By the status, where we did not end it ourselves. */
  static Ended of(int status, String reason) {
    boolean memory = NO_MEMORY.matcher(reason).find();
    Cause cause =
        switch (status) {
          case 0 -> Cause.DONE;
          case CPU_LIMIT -> Cause.OVERDUE;
          case SIZE_LIMIT -> Cause.TOO_LARGE;
          case ABORT, KILL -> Cause.OUT_OF_MEMORY;
          default -> memory ? Cause.OUT_OF_MEMORY : Cause.FAILED;
        };
    return new Ended(cause, status, reason);
  }

  public boolean done() {
    return cause == Cause.DONE;
  }
}
