/** Tests of {@code medianest.playback}. */
@NullMarked
package medianest.playback;

import org.jspecify.annotations.NullMarked;
