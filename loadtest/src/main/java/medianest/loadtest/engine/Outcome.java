package medianest.loadtest.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.Threshold;

/**
 * What came of a run.
 *
 * @param ends when each phase was over, in seconds since the first began
 * @param doubts why its figures do not count; none for a valid run
 */
public record Outcome(
    Plan plan,
    String target,
    Instant startedAt,
    Duration length,
    List<Double> ends,
    Measurements measurements,
    List<Second> seconds,
    List<Judged> thresholds,
    List<Law> laws,
    Generator generator,
    List<String> doubts) {

  public Outcome {
    ends = List.copyOf(ends);
    seconds = List.copyOf(seconds);
    thresholds = List.copyOf(thresholds);
    laws = List.copyOf(laws);
    doubts = List.copyOf(doubts);
  }

  /** How it ended. */
  public enum Verdict {
    /** Every threshold holds. */
    PASSED,
    /** The server broke a threshold. */
    BROKEN,
    /** The generator cannot vouch for its figures. */
    INVALID
  }

  /** A threshold with what was measured. */
  public record Judged(Threshold threshold, double value, double reference, boolean holds) {}

  /** Little's law in one steady phase: requests under way, as seen and as rate × time. */
  public record Law(String phase, double seen, double computed, boolean judged, boolean holds) {}

  /** How the generator was. */
  public record Generator(double cpuMean, double lagP99Millis, long gcPauseMillis, long dropped) {}

  public Verdict verdict() {
    if (!doubts.isEmpty()) {
      return Verdict.INVALID;
    }
    return thresholds.stream().allMatch(Judged::holds) ? Verdict.PASSED : Verdict.BROKEN;
  }
}
