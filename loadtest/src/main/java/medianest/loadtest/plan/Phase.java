package medianest.loadtest.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a run with one kind of load.
 *
 * @param scenarios that people choose from; all of the plan where none is named
 * @param think pauses that differ from those of the plan
 * @param gated whether the run ends after it where a threshold did not hold in it
 */
public record Phase(
    String name,
    Kind kind,
    Duration length,
    Load load,
    List<String> scenarios,
    Plan.@Nullable Think think,
    boolean gated) {

  public Phase {
    scenarios = List.copyOf(scenarios);
  }

  /** What a phase is for. */
  public enum Kind {
    /** The load grows; nothing is steady. */
    RAMP,
    /** The load that the server should carry. */
    SUSTAINED,
    /** Many come at once. */
    SPIKE,
    /** More than it is meant for. */
    STRESS,
    /** Whether it comes back after too much. */
    RECOVERY
  }

  /** How much is asked. */
  public sealed interface Load {
    /** What is wanted at a share of the phase from 0 to 1. */
    double at(double share);
  }

  /**
   * So many people at once, each on a timetable: the next step is due a pause after the last one
   * was due, whether or not its answer has come, so that a server that stands still is charged for
   * every step that it held up.
   *
   * @param within the share of the phase in which those who are more or fewer come or go
   */
  public record Users(int from, int to, double within) implements Load {

    /** Comes to its number by the end of the phase. */
    public Users(int from, int to) {
      this(from, to, 1);
    }

    @Override
    public double at(double share) {
      return from + (to - from) * Math.min(1, share / within);
    }
  }

  /**
   * So many begin every second, whatever the server does.
   *
   * @param random as strangers come (Poisson); else in equal steps
   */
  public record Arrivals(double fromPerSecond, double toPerSecond, boolean random) implements Load {
    @Override
    public double at(double share) {
      return fromPerSecond + (toPerSecond - fromPerSecond) * share;
    }
  }

  /** Whether its load is the same from beginning to end. */
  public boolean steady() {
    return load.at(0) == load.at(1);
  }

  Phase shortened(double factor) {
    return new Phase(
        name,
        kind,
        Duration.ofNanos((long) (length.toNanos() / factor)),
        load,
        scenarios,
        think,
        gated);
  }
}
