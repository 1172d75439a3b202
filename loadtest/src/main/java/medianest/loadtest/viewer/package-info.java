/**
 * A person who watches: playlists, buffer, choice of quality and the line that it comes through.
 */
@NullMarked
package medianest.loadtest.viewer;

import org.jspecify.annotations.NullMarked;
