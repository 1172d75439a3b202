/** Tests of {@code medianest.artwork}. */
@NullMarked
package medianest.artwork;

import org.jspecify.annotations.NullMarked;
