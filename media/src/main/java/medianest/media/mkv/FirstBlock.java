package medianest.media.mkv;

import medianest.media.io.Bytes;

/**
 * The first block of a track.
 *
 * @param cluster where its cluster begins, and {@code offset} how far from there it lies
 * @param time in units of the segment
 * @param frame the first bytes of its first frame; empty where the frames are compressed
 * @param frameSize bytes of its first frame
 */
record FirstBlock(long cluster, int offset, long time, Bytes frame, int frameSize) {}
