/** Tests of {@code medianest.media.hls}. */
@NullMarked
package medianest.media.hls;

import org.jspecify.annotations.NullMarked;
