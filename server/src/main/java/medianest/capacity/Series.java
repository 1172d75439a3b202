package medianest.capacity;

import java.util.function.DoubleSupplier;

/**
 * A figure that is kept over time.
 *
 * @param unit of the figure: bytes, seconds, share (0 to 1), perSecond, count
 * @param limit where it ends, in the same unit; NaN where it has none
 */
public record Series(
    String name, String unit, String sentence, DoubleSupplier now, DoubleSupplier limit) {}
