package medianest.loadtest.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.Threshold;

/**
 * What came of a run.
 *
 * @param stairs of a search for how much is carried; none of any other run
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
    List<Stair> stairs,
    Generator generator,
    List<String> doubts) {

  public Outcome {
    ends = List.copyOf(ends);
    seconds = List.copyOf(seconds);
    thresholds = List.copyOf(thresholds);
    laws = List.copyOf(laws);
    stairs = List.copyOf(stairs);
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

  /**
   * One step of a search for how much is carried.
   *
   * @param concurrency requests under way at once
   * @param perSecond requests
   * @param bitsPerSecond that were sent to all
   * @param broken what did not hold; none where all did
   */
  public record Stair(
      String phase,
      int users,
      double concurrency,
      double perSecond,
      double bitsPerSecond,
      double p95Millis,
      List<String> broken) {
    public Stair {
      broken = List.copyOf(broken);
    }

    public boolean holds() {
      return broken.isEmpty();
    }
  }

  /** The last step that held, of a search for how much is carried. */
  public Optional<Stair> carried() {
    return stairs.stream().takeWhile(Stair::holds).reduce((one, other) -> other);
  }

  /** What the steps say about more than was tried; empty where they do not carry it. */
  public Optional<Usl> scaling() {
    return Usl.fit(
        stairs.stream()
            .filter(each -> each.concurrency() > 0)
            .map(each -> new Usl.Point(each.concurrency(), each.perSecond()))
            .toList());
  }

  /** How the generator was. */
  public record Generator(double cpuMean, double lagP99Millis, long gcPauseMillis, long dropped) {}

  public Verdict verdict() {
    if (!doubts.isEmpty()) {
      return Verdict.INVALID;
    }
    if (!stairs.isEmpty()) {
      return carried().isPresent() ? Verdict.PASSED : Verdict.BROKEN;
    }
    return thresholds.stream().allMatch(Judged::holds) ? Verdict.PASSED : Verdict.BROKEN;
  }
}
