/** Writes HLS playlists (RFC 8216). */
@NullMarked
package medianest.media.hls;

import org.jspecify.annotations.NullMarked;
