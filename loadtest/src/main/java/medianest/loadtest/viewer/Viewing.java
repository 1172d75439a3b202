package medianest.loadtest.viewer;

import org.jspecify.annotations.Nullable;

/**
 * What one viewer met.
 *
 * @param startupNanos from asking to the first picture; negative if there was none
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
    @Nullable String error) {}
