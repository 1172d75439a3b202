/** Writes fragmented MP4: initialization segments and media segments. */
@NullMarked
package medianest.media.fmp4;

import org.jspecify.annotations.NullMarked;
