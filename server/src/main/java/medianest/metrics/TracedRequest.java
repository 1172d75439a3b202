package medianest.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answered request as a part of a trace (W3C Trace Context, section 3.2).
 *
 * @param span this server's own part, 16 hexadecimal digits
 * @param parent the caller's part; null where the trace began here
 * @param startedNanos by {@link System#nanoTime}, as the runs have it
 * @param runs each statement that it waited for
 */
public record TracedRequest(
    RequestRecord request,
    String span,
    @Nullable String parent,
    long startedNanos,
    List<Work.Run> runs) {

  public TracedRequest {
    runs = List.copyOf(runs);
  }
}
