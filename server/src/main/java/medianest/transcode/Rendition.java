package medianest.transcode;

import java.util.Optional;
import medianest.media.segment.TrackSegments;
import medianest.media.track.Track;

/**
 * Something that can be made of one track of a file.
 *
 * @param source the track as the file has it
 * @param folder its name beside the folders of the file's own tracks
 * @param segments how it is cut, with the track as it is after encoding
 * @param picture empty for sound
 * @param drawn the subtitles that are drawn into the picture
 */
public record Rendition(
    Track source,
    String folder,
    TrackSegments segments,
    long peakBitrate,
    long averageBitrate,
    Optional<Picture> picture,
    Optional<Track> drawn) {

  /** PCM samples in a frame of AAC-LC (ISO/IEC 14496-3 clause 4.5.2.1.1). */
  static final int AAC_FRAME = 1024;

  /** Whether it has one picture for each of the source, or frames on a grid of its own. */
  boolean isPicture() {
    return picture.isPresent();
  }
}
