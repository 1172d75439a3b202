package medianest.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the statement that a request runs again and again, once for each row of a list, where one
 * statement for all would do (N+1).
 */
public final class Repetitions {

  /** More runs of one statement in one request are no accident. */
  private static final int MANY = 10;

  private final Map<String, Finding> findings = new ConcurrentHashMap<>();

  /**
   * What was found.
   *
   * @param most runs in one request
   * @param requests that did it
   */
  public record Finding(String route, String statement, int most, long requests) {
    private Finding and(Finding other) {
      return new Finding(route, statement, Math.max(most, other.most), requests + other.requests);
    }
  }

  /** Whether the request was such a one. */
  boolean look(RequestRecord request) {
    boolean repeats = false;
    for (Work.Ran ran : request.statements()) {
      if (ran.times() > MANY) {
        repeats = true;
        String route = request.method() + " " + request.route();
        findings.merge(
            route + "\n" + ran.name(),
            new Finding(route, ran.name(), ran.times(), 1),
            Finding::and);
      }
    }
    return repeats;
  }

  /** The worst first. */
  public List<Finding> list() {
    return findings.values().stream()
        .sorted(Comparator.comparingInt(Finding::most).reversed())
        .toList();
  }
}
