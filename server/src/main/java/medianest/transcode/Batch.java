package medianest.transcode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import medianest.media.io.MemorySource;
import medianest.media.mp4.Mp4Reader;
import medianest.media.track.MediaIndex;
import medianest.media.track.SampleFormat;
import medianest.media.track.Samples;
import medianest.media.track.Track;

/** What one fragment of an encoder brought, behind the beginning of its stream. */
final class Batch {

  private final byte[] content;

  private Batch(byte[] content) {
    this.content = content;
  }

  byte[] content() {
    return content;
  }

  /** How the encoder describes what it writes. */
  static SampleFormat format(byte[] head, byte[] fragment) throws IOException {
    MediaIndex index = Mp4Reader.open(new MemorySource(FragmentStream.joined(head, fragment)));
    return index.tracks().getFirst().format();
  }

  /**
   * The frames of a fragment in decode order.
   *
   * @param timescale in ticks of which their times are wanted
   */
  static List<Frame> frames(byte[] head, byte[] fragment, long timescale) throws IOException {
    Batch batch = new Batch(FragmentStream.joined(head, fragment));
    MemorySource source = new MemorySource(batch.content);
    MediaIndex index = Mp4Reader.open(source);
    List<Frame> frames = new ArrayList<>();
    for (Track track : index.tracks()) {
      Samples samples = index.samples(source, track, track.startTime(), track.endTime());
      for (int i = 0; i < samples.count(); i++) {
        long time = Math.round((double) samples.time(i) * timescale / track.timescale());
        int offset = Math.toIntExact(samples.offset(i));
        frames.add(new Frame(time, samples.key(i), batch, offset, samples.size(i)));
      }
    }
    return frames;
  }
}
