/** Serves what a ticket allows: playlists, segments, subtitles, and the original file. */
@NullMarked
package medianest.stream;

import org.jspecify.annotations.NullMarked;
