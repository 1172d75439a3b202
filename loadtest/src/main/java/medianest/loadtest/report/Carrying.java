package medianest.loadtest.report;

import java.util.Optional;
import medianest.loadtest.engine.Outcome;
import medianest.loadtest.engine.Usl;

/** What a search for the limit found, in sentences. */
public final class Carrying {

  private Carrying() {}

  /** How many it carries. */
  public static String headline(Outcome outcome) {
    Optional<Outcome.Stair> carried = outcome.carried();
    if (carried.isEmpty()) {
      return "Not even the first step keeps every threshold.";
    }
    boolean limit = outcome.stairs().stream().anyMatch(each -> !each.holds());
    return "It carries %s%d at once, %.0f Mbit/s."
        .formatted(
            limit ? "" : "at least ", carried.get().users(), carried.get().bitsPerSecond() / 1e6);
  }

  /** What broke first, and what the steps say about more than was tried. */
  public static String sentence(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    outcome.stairs().stream()
        .filter(each -> !each.holds())
        .findFirst()
        .ifPresentOrElse(
            each ->
                text.append(
                    "With %d this did not hold: %s. "
                        .formatted(each.users(), String.join(", ", each.broken()))),
            () -> text.append("No step broke a threshold. "));
    Optional<Usl> law = outcome.scaling();
    text.append(
        law.isEmpty()
            ? "There are too few steps to say how it scales."
            : law.get()
                .knee()
                .map(knee ->
                    "By the universal scalability law throughput is highest with %.0f requests under way, at %.0f a second."
                        .formatted(knee, law.get().throughput(knee)))
                .orElse("No knee is seen yet: up to here more at once carry more."));
    return text.toString();
  }
}
