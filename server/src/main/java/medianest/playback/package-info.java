/** Decides how an item is to be played by a client, and says why. */
@NullMarked
package medianest.playback;

import org.jspecify.annotations.NullMarked;
