/** Tests of {@code medianest.media.segment}. */
@NullMarked
package medianest.media.segment;

import org.jspecify.annotations.NullMarked;
