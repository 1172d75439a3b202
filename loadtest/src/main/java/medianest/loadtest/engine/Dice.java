package medianest.loadtest.engine;

import java.util.List;
import java.util.SplittableRandom;
import medianest.loadtest.plan.Plan.Scenario;

/** Chooses scenarios by their weight. */
record Dice(List<Scenario> scenarios, double total) {

  Dice(List<Scenario> scenarios) {
    this(scenarios, scenarios.stream().mapToDouble(Scenario::weight).sum());
  }

  Scenario next(SplittableRandom random) {
    double at = random.nextDouble() * total;
    for (Scenario each : scenarios) {
      at -= each.weight();
      if (at < 0) {
        return each;
      }
    }
    return scenarios.getLast();
  }
}
