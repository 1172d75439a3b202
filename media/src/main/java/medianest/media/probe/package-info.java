/** Tells by content what a file is and opens it, or refuses it with a reason. */
@NullMarked
package medianest.media.probe;

import org.jspecify.annotations.NullMarked;
