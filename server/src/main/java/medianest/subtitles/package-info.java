/**
 * Subtitle files that lie beside a video: found by their names, read whatever their character set,
 * served as text.
 */
@NullMarked
package medianest.subtitles;

import org.jspecify.annotations.NullMarked;
