/** Tests of {@code medianest.media.fmp4}. */
@NullMarked
package medianest.media.fmp4;

import org.jspecify.annotations.NullMarked;
