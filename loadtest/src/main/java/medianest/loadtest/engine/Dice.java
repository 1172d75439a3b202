package medianest.loadtest.engine;

import java.util.List;
import java.util.SplittableRandom;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.Plan.Scenario;

/** Chooses scenarios by their weight, in each phase from those that it has. */
record Dice(List<List<Scenario>> byPhase) {

  static Dice of(Plan plan) {
    return new Dice(plan.phases().stream().map(plan::scenarios).toList());
  }

  Scenario next(int phase, SplittableRandom random) {
    List<Scenario> scenarios = byPhase.get(Math.min(phase, byPhase.size() - 1));
    double at = random.nextDouble() * scenarios.stream().mapToDouble(Scenario::weight).sum();
    for (Scenario each : scenarios) {
      at -= each.weight();
      if (at < 0) {
        return each;
      }
    }
    return scenarios.getLast();
  }
}
