/**
 * Subtitles: text, read into cues and written as WebVTT, and pictures, written as Presentation
 * Graphics.
 */
@NullMarked
package medianest.media.subtitle;

import org.jspecify.annotations.NullMarked;
