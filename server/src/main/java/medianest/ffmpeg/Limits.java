package medianest.ffmpeg;

import java.time.Duration;

/**
 * What a run may take.
 *
 * @param wall from start to end
 * @param cpu of all its threads
 * @param stall how long it may neither write nor come further while somebody waits for it; a run
 *     that is held back by its reader is not stalled
 */
public record Limits(Duration wall, Duration cpu, Duration stall) {

  /** For a look or a picture. */
  public static final Limits SHORT =
      new Limits(Duration.ofMinutes(2), Duration.ofMinutes(4), Duration.ofSeconds(60));

  /** For a film while it is watched. */
  public static final Limits FILM =
      new Limits(Duration.ofHours(24), Duration.ofHours(48), Duration.ofSeconds(60));
}
