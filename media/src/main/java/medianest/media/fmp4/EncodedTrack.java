package medianest.media.fmp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import medianest.media.io.ByteSource;
import medianest.media.io.UnsupportedMedia;
import medianest.media.segment.TrackSegments;
import medianest.media.track.Samples;

/**
 * A track that was encoded anew, as fragmented MP4 on the plan of the file that it was made of: the
 * same writer, so that both kinds of renditions join.
 */
public final class EncodedTrack {

  private final TrackSegments segments;

  /**
   * @param segments with the track as it is after encoding
   */
  public EncodedTrack(TrackSegments segments) {
    this.segments = segments;
  }

  /** The initialization segment. */
  public ByteBuffer init() throws UnsupportedMedia {
    return InitSegment.of(segments.track());
  }

  /**
   * Media segment {@code number}, from 0.
   *
   * @param samples all of the segment, with times in ticks of the track
   * @param source where their bytes lie
   */
  public ByteBuffer segment(ByteSource source, Samples samples, int number) throws IOException {
    long priming = InitSegment.priming(segments.track());
    return new Fragment(samples, number + 1, segments.end(number), priming).write().gather(source);
  }
}
