/** ISO base media files (MP4, MOV, fragmented or not) as neutral tracks. */
@NullMarked
package medianest.media.mp4;

import org.jspecify.annotations.NullMarked;
