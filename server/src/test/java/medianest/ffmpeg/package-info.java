/** Tests of what starts ffmpeg. */
@NullMarked
package medianest.ffmpeg;

import org.jspecify.annotations.NullMarked;
