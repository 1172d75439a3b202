/** Side files with timed text, read into cues and written as WebVTT. */
@NullMarked
package medianest.media.subtitle;

import org.jspecify.annotations.NullMarked;
