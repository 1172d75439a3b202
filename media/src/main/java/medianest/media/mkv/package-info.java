/** Matroska and WebM files as neutral tracks. */
@NullMarked
package medianest.media.mkv;

import org.jspecify.annotations.NullMarked;
