/** Pictures of the items: covers, stills, chapter pictures and the small ones for seeking. */
@NullMarked
package medianest.artwork;

import org.jspecify.annotations.NullMarked;
