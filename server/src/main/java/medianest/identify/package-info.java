/**
 * Says what files are by their names and the notes beside them: films, episodes, videos, extras.
 */
@NullMarked
package medianest.identify;

import org.jspecify.annotations.NullMarked;
