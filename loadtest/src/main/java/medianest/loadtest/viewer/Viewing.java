package medianest.loadtest.viewer;

import org.jspecify.annotations.Nullable;

/**
 * What one viewer met since they were last asked.
 *
 * @param startupNanos from asking to the first picture; negative if that was not in this time
 * @param misses segments that came after the buffer had run out
 * @param error why it could not be watched to the end
 */
public record Viewing(
    long startupNanos,
    double played,
    double stalled,
    int rebuffers,
    long segments,
    long misses,
    int switches,
    long bytes,
    @Nullable String error) {

  static final Viewing NOTHING = new Viewing(-1, 0, 0, 0, 0, 0, 0, 0, null);

  /** What came since an earlier look at the same viewer. */
  Viewing since(Viewing before) {
    return new Viewing(
        before.startupNanos >= 0 ? -1 : startupNanos,
        played - before.played,
        stalled - before.stalled,
        rebuffers - before.rebuffers,
        segments - before.segments,
        misses - before.misses,
        switches - before.switches,
        bytes - before.bytes,
        error);
  }
}
