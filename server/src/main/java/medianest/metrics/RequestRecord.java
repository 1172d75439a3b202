package medianest.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answered request.
 *
 * @param route the route's template, never the path itself
 * @param firstByteNanos from the request's head to the answer's
 * @param durationNanos from the request's head to the answer's last byte
 * @param work what it asked of the database and of caches
 */
public record RequestRecord(
    String trace,
    String method,
    String route,
    int status,
    long startedAtMillis,
    long firstByteNanos,
    long durationNanos,
    long bytes,
    @Nullable String user,
    Work.Done work) {

  public List<Work.Ran> statements() {
    return work.statements();
  }
}
