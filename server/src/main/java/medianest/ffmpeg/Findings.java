package medianest.ffmpeg;

import java.util.Optional;
import java.util.Set;

/**
 * What was found out about the program by running it.
 *
 * @param obstacle why it cannot be used, as a sentence; empty where it can
 * @param encoders and {@code filters}: the names of those that it has
 */
public record Findings(
    Optional<Version> version,
    Set<String> encoders,
    Set<String> filters,
    Optional<String> obstacle) {

  public Findings {
    encoders = Set.copyOf(encoders);
    filters = Set.copyOf(filters);
  }

  static Findings none(String obstacle) {
    return new Findings(Optional.empty(), Set.of(), Set.of(), Optional.of(obstacle));
  }

  public boolean usable() {
    return obstacle.isEmpty();
  }

  /** Whether it makes pictures brighter than ordinary screens fit for those. */
  public boolean mapsTones() {
    return filters.contains("zscale") && filters.contains("tonemap");
  }
}
