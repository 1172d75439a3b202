package medianest.loadtest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import medianest.loadtest.engine.Baseline;
import medianest.loadtest.engine.Figures;
import medianest.loadtest.engine.Outcome;
import medianest.loadtest.engine.Run;
import medianest.loadtest.http.Target;
import medianest.loadtest.plan.BadPlan;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.PlanFile;
import medianest.loadtest.report.Comparison;
import medianest.loadtest.report.HtmlReport;
import medianest.loadtest.report.JsonReport;
import medianest.loadtest.report.JunitReport;
import medianest.loadtest.sql.Statements;
import org.jspecify.annotations.Nullable;

/** A load test from its plan to its report. */
public final class LoadTest {

  private final Options options;
  private final Clock clock;
  private @Nullable Run run;
  private boolean stopped;

  public LoadTest(Options options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  /**
   * What can be asked for.
   *
   * @param plan a file, or the name of a plan that ships
   * @param anyHost whether a target outside of the own network is meant
   * @param baseline the JSON of an earlier run
   * @param shorten how many times shorter every phase is, for a first look
   */
  public record Options(
      String plan,
      String target,
      Path report,
      boolean anyHost,
      @Nullable Path baseline,
      double shorten,
      Map<String, String> variables) {
    public Options {
      variables = Map.copyOf(variables);
    }
  }

  /** What a person can put right; the message says how. */
  public static final class CannotRun extends Exception {
    private static final long serialVersionUID = 1L;

    CannotRun(String sentence) {
      super(sentence);
    }
  }

  /** Runs it in front of a person, and writes the report; the answer is how it ended. */
  public Outcome.Verdict inTerminal(PrintStream out, Statements.Opener database)
      throws CannotRun, InterruptedException {
    Outcome outcome = run(new TerminalProgress(out), database);
    Path page = options.report().resolve(outcome.plan().name() + ".html");
    new Summary(out).print(outcome, page);
    return outcome.verdict();
  }

  /** Runs it and writes the report. */
  public Outcome run(Run.Progress progress, Statements.Opener database)
      throws CannotRun, InterruptedException {
    try {
      Plan plan = PlanFile.find(options.plan());
      Plan asked = options.shorten() == 1 ? plan : plan.shortened(options.shorten());
      Target target = Target.of(options.target(), options.anyHost());
      Comparison stored =
          options.baseline() == null ? null : Comparison.with(JsonReport.read(options.baseline()));
      Outcome outcome = run(asked, target, progress, stored, database);
      write(outcome, stored);
      return outcome;
    } catch (BadPlan | Target.BadTarget | Run.SetUpFailed e) {
      throw new CannotRun(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CannotRun("The run came to no end: " + e.getMessage() + ".");
    }
  }

  private Outcome run(
      Plan plan,
      Target target,
      Run.Progress progress,
      @Nullable Comparison stored,
      Statements.Opener database)
      throws IOException, InterruptedException, Run.SetUpFailed {
    try (Statements statements = plan.hasStatements() ? database.open(plan.connections()) : null) {
      Run here = new Run(plan, target, options.variables(), statements);
      synchronized (this) {
        run = here;
        if (stopped) {
          here.stop();
        }
      }
      return here.go(clock, progress, stored == null ? Baseline.NONE : stored);
    }
  }

  /** Ends it before its time; what was measured up to then is reported. */
  public synchronized void stop() {
    stopped = true;
    if (run != null) {
      run.stop();
    }
  }

  private void write(Outcome outcome, @Nullable Comparison stored) throws IOException {
    Path folder = Files.createDirectories(options.report());
    Figures figures =
        new Figures(outcome.plan(), outcome.measurements(), outcome.length().toNanos() / 1e9);
    List<Comparison.Row> rows =
        stored == null ? List.of() : stored.rows(figures.merged(Map.of(), false));
    String name = outcome.plan().name();
    HtmlReport.write(outcome, rows, folder.resolve(name + ".html"));
    JsonReport.write(outcome, folder.resolve(name + ".json"));
    JunitReport.write(outcome, folder.resolve(name + ".xml"));
  }
}
