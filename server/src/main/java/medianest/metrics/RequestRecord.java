package medianest.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answered request.
 *
 * @param route the route's template, never the path itself
 * @param firstByteNanos from the request's head to the answer's
 * @param durationNanos from the request's head to the answer's last byte
 * @param statements what it asked of the database
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
    List<Work.Ran> statements) {

  public RequestRecord {
    statements = List.copyOf(statements);
  }
}
