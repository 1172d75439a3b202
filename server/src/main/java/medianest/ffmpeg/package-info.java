/** Runs the ffmpeg program on one file at a time; nothing else starts media tools. */
@NullMarked
package medianest.ffmpeg;

import org.jspecify.annotations.NullMarked;
