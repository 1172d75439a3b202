/** The real media of other people's making that tests judge by, where it is there. */
@NullMarked
package medianest.media.corpus;

import org.jspecify.annotations.NullMarked;
