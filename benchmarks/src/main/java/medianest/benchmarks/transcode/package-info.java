/** How long a viewer waits for what is encoded, and what that costs beside plain ffmpeg. */
@NullMarked
package medianest.benchmarks.transcode;

import org.jspecify.annotations.NullMarked;
