package medianest.media.hls;

import medianest.media.segment.TrackSegments;

/**
 * A rendition that an encoder makes of a track.
 *
 * @param segments with the track as it is after encoding
 * @param folder its name beside the folders of the file's own tracks, without a slash
 * @param peakBitrate in bits per second, and {@code averageBitrate} likewise
 */
public record EncodedRendition(
    TrackSegments segments, String folder, long peakBitrate, long averageBitrate) {}
