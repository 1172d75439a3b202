/** Tests of {@code medianest.media.subtitle}. */
@NullMarked
package medianest.media.subtitle;

import org.jspecify.annotations.NullMarked;
