package medianest.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One rule over time: quiet, waiting whether it lasts, or firing. */
final class Alarm {

  private final Rule rule;
  private final Deque<Timed> window = new ArrayDeque<>();
  private double value = Double.NaN;
  private @Nullable Instant since;
  private boolean firing;

  /** A look; only what the rule needs of it is kept, for there are many. */
  private record Timed(Instant at, Sample sample, double of) {}

  /** What a look at it changed. */
  enum Change {
    NONE,
    FIRED,
    RESOLVED
  }

  Alarm(Rule rule) {
    this.rule = rule;
  }

  /**
   * Looks once.
   *
   * @param of the other metric of a share, or of a burn
   */
  Change look(Instant now, Sample sample, Sample of) {
    value = value(now, sample, of);
    boolean over = !Double.isNaN(value) && value > rule.above();
    Instant began = since;
    if (!over) {
      since = null;
      boolean was = firing;
      firing = false;
      return was ? Change.RESOLVED : Change.NONE;
    }
    if (began == null) {
      began = now;
      since = now;
    }
    if (!firing && Duration.between(began, now).compareTo(rule.lasting()) >= 0) {
      firing = true;
      return Change.FIRED;
    }
    return Change.NONE;
  }

  private double value(Instant now, Sample sample, Sample of) {
    return switch (rule.take()) {
      case VALUE -> sample.most();
      case SHARE -> sample.most() / of.most();
      case RATE -> {
        Timed then = then(now, sample, of);
        double seconds = Duration.between(then.at(), now).toMillis() / 1e3;
        yield seconds <= 0 ? Double.NaN : (sample.sum() - then.sample().sum()) / seconds;
      }
      case P95 -> sample.percentileSince(then(now, sample, of).sample(), 0.95);
      case P99 -> sample.percentileSince(then(now, sample, of).sample(), 0.99);
      case BURN -> {
        double all = share(then(now, sample, of), sample, of);
        Instant lately = now.minus(rule.over().dividedBy(Rule.BURN_WINDOWS));
        yield Math.min(all, share(firstSince(lately), sample, of));
      }
      case SPIKE -> spike(then(now, sample, of), firstSince(now.minus(rule.over())), sample);
    };
  }

  /** Not a number where nothing has happened. */
  private static double share(Timed then, Sample sample, Sample of) {
    double all = of.sum() - then.of();
    return all <= 0 ? Double.NaN : (sample.sum() - then.sample().sum()) / all;
  }

  /** Not a number until the whole past is known, but for the time between two looks. */
  private double spike(Timed first, Timed recent, Sample sample) {
    Duration past = Duration.between(first.at(), recent.at());
    Duration slack = rule.over().dividedBy(10);
    if (past.plus(slack).compareTo(rule.over().multipliedBy(Rule.SPIKE_PAST)) < 0) {
      return Double.NaN;
    }
    double before = recent.sample().sum() - first.sample().sum();
    double expected = before * rule.over().toMillis() / past.toMillis();
    return Rule.spike(sample.sum() - recent.sample().sum(), expected);
  }

  private Timed firstSince(Instant since) {
    return window.stream()
        .filter(each -> !each.at().isBefore(since))
        .findFirst()
        .orElse(window.getLast());
  }

  /** The oldest look within the time that the rule looks at. */
  private Timed then(Instant now, Sample sample, Sample of) {
    window.addLast(new Timed(now, sample, of.sum()));
    while (Duration.between(window.getFirst().at(), now).compareTo(rule.reach()) > 0) {
      window.removeFirst();
    }
    return window.getFirst();
  }

  Rule rule() {
    return rule;
  }

  double value() {
    return value;
  }

  boolean firing() {
    return firing;
  }

  boolean pending() {
    return since != null && !firing;
  }

  @Nullable Instant since() {
    return since;
  }
}
