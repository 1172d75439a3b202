/**
 * The segment plan: one list of boundaries per file that playlists, segments and encoders share.
 */
@NullMarked
package medianest.media.segment;

import org.jspecify.annotations.NullMarked;
