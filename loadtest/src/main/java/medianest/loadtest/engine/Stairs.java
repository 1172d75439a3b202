package medianest.loadtest.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import medianest.loadtest.plan.Phase;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.Threshold;
import org.HdrHistogram.Histogram;

/** The steps of a search for how much is carried: each a phase that has to keep every threshold. */
final class Stairs {

  private final Plan plan;
  private final Measurements measurements;
  private final GeneratorWatch watch;

  Stairs(Plan plan, Measurements measurements, GeneratorWatch watch) {
    this.plan = plan;
    this.measurements = measurements;
    this.watch = watch;
  }

  /** All that were climbed. */
  List<Outcome.Stair> all(int phases) {
    List<Outcome.Stair> all = new ArrayList<>();
    for (int i = 0; i < phases; i++) {
      if (plan.phases().get(i).gated()) {
        all.add(climbed(i));
      }
    }
    return all;
  }

  /** How one went. */
  Outcome.Stair climbed(int index) {
    Phase phase = plan.phases().get(index);
    double seconds = phase.length().toNanos() / 1e9;
    Figures figures = new Figures(plan, measurements, seconds);
    List<String> broken = new ArrayList<>();
    for (Threshold each : plan.thresholds()) {
      Threshold here = each.within(phase.name());
      if (!here.holds(figures.value(here), Double.NaN)) {
        broken.add(each.subject() + " " + each.text());
      }
    }
    double lag = measurements.lag(index).getValueAtPercentile(99) / 1e3;
    if (lag > plan.health().lagP99().toNanos() / 1e6) {
      broken.add("the generator's own threads ran %.0f ms late".formatted(lag));
    }
    Histogram times = figures.merged(Map.of("phase", phase.name()), false);
    GeneratorWatch.Concurrency seen = watch.concurrency().get(index);
    return new Outcome.Stair(
        phase.name(),
        (int) phase.load().at(1),
        seen == null ? 0 : seen.mean(),
        times.getTotalCount() / seconds,
        figures.bytes(phase.name()) * 8 / seconds,
        times.getValueAtPercentile(95) / 1e3,
        broken);
  }
}
