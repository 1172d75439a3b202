/** Tests of {@code medianest.transcode}, with the real ffmpeg and small films. */
@NullMarked
package medianest.transcode;

import org.jspecify.annotations.NullMarked;
