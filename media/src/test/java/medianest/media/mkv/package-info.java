/** Judges of the Matroska reader: other readers' dumps, other writers' files, damage. */
@NullMarked
package medianest.media.mkv;

import org.jspecify.annotations.NullMarked;
