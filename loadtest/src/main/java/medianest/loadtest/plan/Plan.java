package medianest.loadtest.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run does.
 *
 * @param variables values for {@code ${name}} in steps
 * @param setUp steps that run once before the first phase; what they capture, all may use
 * @param think how long a person pauses before a step
 * @param connections to the database, for a plan with statements
 * @param health when the generator itself was too busy for its figures to count
 */
public record Plan(
    String name,
    String summary,
    Map<String, String> variables,
    List<Step> setUp,
    Think think,
    List<Scenario> scenarios,
    List<Phase> phases,
    List<Threshold> thresholds,
    int connections,
    Health health) {

  public Plan {
    variables = Map.copyOf(variables);
    setUp = List.copyOf(setUp);
    scenarios = List.copyOf(scenarios);
    phases = List.copyOf(phases);
    thresholds = List.copyOf(thresholds);
  }

  /** A way through the product that some of the people take. */
  public record Scenario(String name, double weight, List<Step> steps) {
    public Scenario {
      steps = List.copyOf(steps);
    }
  }

  /** A pause between these two, all lengths alike likely. */
  public record Think(Duration shortest, Duration longest) {
    static final Think NONE = new Think(Duration.ZERO, Duration.ZERO);

    /**
     * A pause.
     *
     * @param at from 0 to 1
     */
    public long nanos(double at) {
      long least = shortest.toNanos();
      return least + (long) ((longest.toNanos() - least) * at);
    }
  }

  /**
   * What the generator must keep to.
   *
   * @param lagP99 how late its own threads may run
   * @param littlesLaw how far concurrency and rate × time may differ, as a share
   */
  public record Health(Duration lagP99, double littlesLaw) {
    public static final Health USUAL = new Health(Duration.ofMillis(10), 0.05);
  }

  /** Whether anything of it is a statement. */
  public boolean hasStatements() {
    return steps().anyMatch(Step.Statement.class::isInstance);
  }

  /** Whether anything of it is a request. */
  public boolean hasRequests() {
    return !steps().allMatch(Step.Statement.class::isInstance);
  }

  /** Whether it leaves files behind in the catalogue. */
  public boolean uploads() {
    return steps()
        .anyMatch(each -> each instanceof Step.Call call && call.body() instanceof Step.FileBody);
  }

  private Stream<Step> steps() {
    return Stream.concat(setUp.stream(), scenarios.stream().flatMap(each -> each.steps().stream()));
  }

  /** The pauses of a phase. */
  public Think think(int phase) {
    Think own = phases.get(Math.min(phase, phases.size() - 1)).think();
    return own == null ? think : own;
  }

  /** The scenarios of a phase. */
  public List<Scenario> scenarios(Phase phase) {
    return phase.scenarios().isEmpty()
        ? scenarios
        : scenarios.stream().filter(each -> phase.scenarios().contains(each.name())).toList();
  }

  /** All phases in turn. */
  public Duration length() {
    return phases.stream().map(Phase::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** The same in less time: for a first look, not for figures. */
  public Plan shortened(double factor) {
    return new Plan(
        name,
        summary,
        variables,
        setUp,
        think,
        scenarios,
        phases.stream().map(phase -> phase.shortened(factor)).toList(),
        thresholds.stream().map(threshold -> threshold.shortened(factor)).toList(),
        connections,
        health);
  }
}
