package medianest.transcode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import medianest.media.fmp4.EncodedTrack;
import medianest.media.io.MemorySource;
import medianest.media.segment.TrackSegments;
import medianest.media.track.Samples;

/** Writes segments of encoded frames by the packager that writes all others. */
final class SegmentWriter {

  private SegmentWriter() {}

  static ByteBuffer write(TrackSegments segments, int number, List<Frame> frames)
      throws IOException {
    long[] offsets = new long[frames.size()];
    int[] sizes = new int[frames.size()];
    long[] times = new long[frames.size()];
    long[] keys = new long[frames.size() / 64 + 1];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      offsets[i] = bytes.size();
      sizes[i] = frame.size();
      times[i] = frame.time();
      keys[i >> 6] |= frame.key() ? 1L << (i & 63) : 0;
      bytes.write(frame.batch().content(), frame.offset(), frame.size());
    }
    Samples samples = new Samples(offsets, sizes, times, keys, segments.end(number));
    MemorySource source = new MemorySource(bytes.toByteArray());
    return new EncodedTrack(segments).segment(source, samples, number);
  }
}
