package medianest.media.track;

import medianest.media.io.Bytes;

/**
 * A subtitle that is shown from one time to another.
 *
 * @param start in ticks of its track, and {@code end} likewise
 * @param content as the track's codec has it, with nothing left of what the container did to it
 */
public record TextSample(long start, long end, Bytes content) {}
