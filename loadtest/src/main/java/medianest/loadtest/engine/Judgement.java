package medianest.loadtest.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import medianest.loadtest.plan.Phase;
import medianest.loadtest.plan.Plan;
import org.HdrHistogram.Histogram;

/** Whether a run holds, and whether its figures can be trusted. */
final class Judgement {

  /** With fewer under way on average, a look now and then says too little. */
  private static final double LEAST_CONCURRENCY = 1;

  private static final long LEAST_LOOKS = 500;

  private final Plan plan;
  private final Measurements measurements;
  private final GeneratorWatch watch;
  private final Baseline baseline;

  Judgement(Plan plan, Measurements measurements, GeneratorWatch watch, Baseline baseline) {
    this.plan = plan;
    this.measurements = measurements;
    this.watch = watch;
    this.baseline = baseline;
  }

  Outcome outcome(String target, Instant startedAt, Duration length, List<Double> ends) {
    Figures figures = new Figures(plan, measurements, length.toNanos() / 1e9);
    List<Outcome.Judged> judged = new ArrayList<>();
    plan.thresholds()
        .forEach(each -> {
          double value = figures.value(each);
          double reference = each.relative() ? baseline.value(each) : Double.NaN;
          judged.add(new Outcome.Judged(each, value, reference, each.holds(value, reference)));
        });
    List<Outcome.Law> laws = laws(figures);
    List<Outcome.Stair> stairs = new Stairs(plan, measurements, watch).all(ends.size());
    List<Second> seconds = watch.seconds();
    Outcome.Generator generator =
        new Outcome.Generator(
            seconds.stream().mapToDouble(Second::cpu).average().orElse(0),
            measurements.lag().getValueAtPercentile(99) / 1e3,
            watch.gcPauseMillis(),
            measurements.droppedArrivals());
    return new Outcome(
        plan,
        target,
        startedAt,
        length,
        ends,
        measurements,
        seconds,
        judged,
        laws,
        stairs,
        generator,
        stairs.isEmpty() ? doubts(generator, laws) : dropped(generator));
  }

  /** L = λ W in every phase whose load is steady. */
  private List<Outcome.Law> laws(Figures figures) {
    List<Outcome.Law> laws = new ArrayList<>();
    for (int i = 0; i < plan.phases().size(); i++) {
      Phase phase = plan.phases().get(i);
      GeneratorWatch.Concurrency seen = watch.concurrency().get(i);
      if (!phase.steady() || seen == null) {
        continue;
      }
      Histogram service = figures.merged(Map.of("phase", phase.name()), true);
      double computed =
          service.getTotalCount() * service.getMean() / 1e6 / (phase.length().toNanos() / 1e9);
      boolean judged = computed >= LEAST_CONCURRENCY && seen.looks() >= LEAST_LOOKS;
      // Looks are a sample: what they alone explain, at two standard errors, is no breach.
      double noise = 2 * Math.sqrt(Math.max(computed, 1) / (phase.length().toMillis() / 100.0));
      double allowed = plan.health().littlesLaw() * computed + noise;
      boolean holds = Math.abs(seen.mean() - computed) <= allowed;
      laws.add(new Outcome.Law(phase.name(), seen.mean(), computed, judged, holds));
    }
    return laws;
  }

  /** Of a search, whose steps say themselves where the generator was the limit. */
  private static List<String> dropped(Outcome.Generator generator) {
    List<String> doubts = new ArrayList<>();
    if (generator.dropped() > 0) {
      doubts.add(
          generator.dropped()
              + " arrivals were dropped, since the generator had too many under way.");
    }
    return doubts;
  }

  private List<String> doubts(Outcome.Generator generator, List<Outcome.Law> laws) {
    List<String> doubts = dropped(generator);
    double limit = plan.health().lagP99().toNanos() / 1e6;
    if (generator.lagP99Millis() > limit) {
      doubts.add(
          "The generator's own threads ran %.1f ms late at the 99th percentile; up to %.0f ms are all right. Give it more processor, or a machine of its own."
              .formatted(generator.lagP99Millis(), limit));
    }
    for (Outcome.Law law : laws) {
      if (law.judged() && !law.holds()) {
        doubts.add(
            "In the phase %s %.1f requests were under way, but rate × time says %.1f (Little's law)."
                .formatted(law.phase(), law.seen(), law.computed()));
      }
    }
    return doubts;
  }
}
