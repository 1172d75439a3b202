/** Makes of a film what its viewer can decode, segment by segment, once for all viewers. */
@NullMarked
package medianest.transcode;

import org.jspecify.annotations.NullMarked;
