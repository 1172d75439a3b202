package medianest.loadtest.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import medianest.loadtest.http.Connection;
import medianest.loadtest.http.Connections;
import medianest.loadtest.http.Deadlines;
import medianest.loadtest.http.Target;
import medianest.loadtest.plan.Phase;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.Threshold;
import medianest.loadtest.sql.Statements;
import org.jspecify.annotations.Nullable;

/** One run of a plan against a target. */
public final class Run {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A run that has just begun is not broken off. */
  private static final double ABORT_AFTER_SECONDS = 10;

  private final Plan plan;
  private final Target target;
  private final Map<String, String> variables;
  private final Measurements measurements = new Measurements();
  private final Deadlines deadlines = new Deadlines(Duration.ofSeconds(60));
  private final @Nullable Statements statements;
  private final Steps steps;
  private final List<Double> ends = new ArrayList<>();
  private volatile boolean broken;

  /**
   * Makes a run that can be started once.
   *
   * @param variables beyond those of the plan
   */
  public Run(
      Plan plan, Target target, Map<String, String> variables, @Nullable Statements statements) {
    this.plan = plan;
    this.target = target;
    this.variables = new HashMap<>(plan.variables());
    this.variables.putAll(variables);
    this.statements = statements;
    this.steps = new Steps(measurements, statements);
  }

  /** Is told how it goes. */
  public interface Progress {
    /**
     * The first phase begins.
     *
     * @param atNanos by {@link System#nanoTime}
     */
    void begun(Plan plan, long atNanos);

    void second(Second second, Phase phase);
  }

  /** Something that the set-up needed did not work; the message says what to do. */
  public static final class SetUpFailed extends Exception {
    private static final long serialVersionUID = 1L;

    SetUpFailed(String sentence) {
      super(sentence);
    }
  }

  /**
   * Runs the whole plan.
   *
   * @param baseline what relative thresholds compare with
   */
  public Outcome go(Clock clock, Progress progress, Baseline baseline)
      throws InterruptedException, SetUpFailed {
    Map<String, String> shared =
        new SetUp(plan, new Session(-1, new Connection(target, deadlines), variables), statements)
            .run();
    Instant startedAt = clock.instant();
    GeneratorWatch watch = new GeneratorWatch(measurements, deadlines);
    Thread watching = watch.start(second -> told(second, progress));
    long begin = System.nanoTime();
    progress.begun(plan, begin);
    phases(shared, begin, watch);
    Duration length = Duration.ofNanos(System.nanoTime() - begin);
    watch.end();
    watching.join();
    return new Judgement(plan, measurements, watch, baseline)
        .outcome(where(), startedAt, length, ends);
  }

  /** Ends it before its time. */
  public void stop() {
    broken = true;
  }

  private String where() {
    return statements != null && !plan.hasRequests() ? statements.where() : target.authority();
  }

  private void told(Second second, Progress progress) {
    int phase = Math.min(second.phase(), plan.phases().size() - 1);
    progress.second(second, plan.phases().get(phase));
    if (second.at() > ABORT_AFTER_SECONDS) {
      Figures figures = new Figures(plan, measurements, second.at());
      for (Threshold each : plan.thresholds()) {
        double value = each.abort() ? figures.value(each) : Double.NaN;
        broken |= !Double.isNaN(value) && !each.relative() && !each.holds(value, Double.NaN);
      }
    }
  }

  private void phases(Map<String, String> shared, long begin, GeneratorWatch watch)
      throws InterruptedException {
    Crowd crowd = new Crowd(plan, target, deadlines, shared, steps, measurements);
    try (Connections connections = new Connections(target, deadlines)) {
      Stairs stairs = new Stairs(plan, measurements, watch);
      ArrivalStream arrivals = new ArrivalStream(plan, connections, shared, steps, measurements);
      long at = begin;
      for (int i = 0; i < plan.phases().size() && !broken; i++) {
        measurements.enter(i);
        Phase phase = plan.phases().get(i);
        phase(phase, at, crowd, arrivals);
        at += phase.length().toNanos();
        ends.add((at - begin) / 1e9);
        if (phase.gated()) {
          Outcome.Stair stair = stairs.climbed(i);
          broken |= !stair.holds();
        }
      }
      crowd.end(PATIENCE.toNanos());
      arrivals.end(PATIENCE.toNanos());
    }
  }

  private void phase(Phase phase, long begin, Crowd crowd, ArrivalStream arrivals)
      throws InterruptedException {
    long length = phase.length().toNanos();
    switch (phase.load()) {
      case Phase.Users users -> {
        long due = begin;
        while (due - begin < length && !broken) {
          crowd.resize((int) Math.round(users.at((due - begin) / (double) length)));
          due += STEP_NANOS;
          Wait.until(due);
        }
      }
      case Phase.Arrivals load -> {
        crowd.resize(0);
        arrivals.run(load, begin, length, () -> !broken);
      }
    }
  }
}
