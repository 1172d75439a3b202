package medianest.media.fmp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import medianest.media.io.ByteSource;
import medianest.media.io.UnsupportedMedia;
import medianest.media.segment.TrackSegments;
import medianest.media.track.MediaIndex;
import medianest.media.track.Samples;
import medianest.media.track.Track;

/**
 * One track of a file as fragmented MP4. Every segment is a function of the file, the track, the
 * plan and its number alone, so any may be asked for first, and any node makes the same.
 */
public final class PackagedTrack {

  private final MediaIndex index;
  private final TrackSegments segments;

  public PackagedTrack(MediaIndex index, TrackSegments segments) {
    this.index = index;
    this.segments = segments;
  }

  /** The initialization segment. */
  public ByteBuffer init() throws UnsupportedMedia {
    return InitSegment.of(segments.track());
  }

  /** Media segment {@code number}, from 0. */
  public MediaSegment segment(ByteSource source, int number) throws IOException {
    Samples samples = index.samples(source, track(), segments.start(number), segments.end(number));
    return fragment(samples, number, segments.end(number));
  }

  /** Key frame {@code number}, from 0, as a segment of its own. */
  public MediaSegment key(ByteSource source, int number) throws IOException {
    long end = segments.keyEnd(number);
    Samples all = index.samples(source, track(), segments.key(number), end);
    return fragment(all.count() > 1 ? first(all) : all, number, end);
  }

  private MediaSegment fragment(Samples samples, int number, long end) throws UnsupportedMedia {
    return new Fragment(samples, number + 1, end, InitSegment.priming(track())).write();
  }

  private static Samples first(Samples all) {
    return new Samples(
        new long[] {all.offset(0)},
        new int[] {all.size(0)},
        new long[] {all.time(0)},
        new long[] {all.key(0) ? 1 : 0},
        all.endTime(),
        all.prefix());
  }

  private Track track() {
    return segments.track();
  }
}
