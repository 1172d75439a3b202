/**
 * The neutral view of a media file that every container is turned into: tracks, samples, chapters.
 */
@NullMarked
package medianest.media.track;

import org.jspecify.annotations.NullMarked;
