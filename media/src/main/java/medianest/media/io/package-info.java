/**
 * Bounded positioned reads over the bytes of a media file, and the four ways in which they
 * disappoint.
 */
@NullMarked
package medianest.media.io;

import org.jspecify.annotations.NullMarked;
