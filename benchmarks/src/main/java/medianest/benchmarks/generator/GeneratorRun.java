package medianest.benchmarks.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import medianest.benchmarks.serve.Cpu;
import medianest.loadtest.engine.Baseline;
import medianest.loadtest.engine.Figures;
import medianest.loadtest.engine.Outcome;
import medianest.loadtest.engine.Run;
import medianest.loadtest.engine.Second;
import medianest.loadtest.http.Target;
import medianest.loadtest.plan.BadPlan;
import medianest.loadtest.plan.Phase;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.PlanFile;
import org.HdrHistogram.Histogram;

/**
 * The load generator in a process of its own, so that its processor time is nobody else's. Prints a
 * line of figures for each phase: name, users, seconds, requests, processor seconds, failed, then
 * p50, p95 and p99 of the time from sending to the last byte in milliseconds, and why the run does
 * not count, if it does not.
 */
final class GeneratorRun {

  private final Plan plan;
  private final List<Took> seconds = new ArrayList<>();
  private double cpuBefore;
  private double atBefore;

  private GeneratorRun(Plan plan) {
    this.plan = plan;
  }

  /** What one second took. */
  private record Took(int phase, int users, double length, long requests, double cpu) {}

  /** Usage: PLAN-FILE TARGET. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, BadPlan, Target.BadTarget, Run.SetUpFailed {
    Plan plan = PlanFile.find(Path.of(arguments[0]).toString());
    new GeneratorRun(plan).run(Target.of(arguments[1], false));
  }

  private void run(Target target) throws IOException, InterruptedException, Run.SetUpFailed {
    cpuBefore = Cpu.ofThisProcess();
    Outcome outcome =
        new Run(plan, target, Map.of(), null).go(Clock.systemUTC(), new Watching(), Baseline.NONE);
    for (int i = 0; i < plan.phases().size(); i++) {
      tell(outcome, i);
    }
  }

  private void tell(Outcome outcome, int phase) {
    // The second in which a phase begins belongs to the one before in part.
    List<Took> all = seconds.stream().filter(each -> each.phase() == phase).skip(1).toList();
    String name = plan.phases().get(phase).name();
    Histogram service =
        new Figures(plan, outcome.measurements(), outcome.length().toNanos() / 1e9)
            .merged(Map.of("phase", name), true);
    System.out.printf(
        Locale.ROOT,
        "%s %d %.3f %d %.2f %d %.3f %.3f %.3f %s%n",
        name,
        all.stream().mapToInt(Took::users).max().orElse(0),
        all.stream().mapToDouble(Took::length).sum(),
        all.stream().mapToLong(Took::requests).sum(),
        all.stream().mapToDouble(Took::cpu).sum(),
        outcome.measurements().tallies().stream()
            .filter(each -> each.getKey().phase() == phase)
            .mapToLong(each -> each.getValue().failed())
            .sum(),
        service.getValueAtPercentile(50) / 1e3,
        service.getValueAtPercentile(95) / 1e3,
        service.getValueAtPercentile(99) / 1e3,
        String.join("; ", outcome.doubts()));
  }

  private final class Watching implements Run.Progress {
    @Override
    public void begun(Plan begun, long atNanos) {}

    @Override
    public void second(Second second, Phase phase) {
      double cpu;
      try {
        cpu = Cpu.ofThisProcess();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      seconds.add(
          new Took(
              second.phase(),
              second.users(),
              second.at() - atBefore,
              second.requests(),
              cpu - cpuBefore));
      cpuBefore = cpu;
      atBefore = second.at();
    }
  }
}
