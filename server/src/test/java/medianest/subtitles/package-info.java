/** Tests of {@code medianest.subtitles}. */
@NullMarked
package medianest.subtitles;

import org.jspecify.annotations.NullMarked;
