package medianest.media.track;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;

/**
 * What is known of a media file without reading its samples: enough to plan its segments, and to
 * find the samples of each. Immutable, compact, and good for as long as the file stays as it is.
 *
 * <p>Where samples are asked for by time, a video sample belongs to the span between the key frames
 * at both ends in decode order, so frames that lead a key frame stay with the one before; a sample
 * of any other track belongs to the span in which it starts. The spans between one list of
 * boundaries are thus a partition of the track.
 */
public interface MediaIndex {

  /** Ten times the subtitles of the longest film. */
  int MOST_TEXT = 16 << 20;

  Container container();

  List<Track> tracks();

  /** Of the longest track, in microseconds. */
  long durationUs();

  List<Chapter> chapters();

  /** The title that the file gives itself; empty where it gives none. */
  String title();

  /**
   * Times at which a segment of the track may begin, rising, in ticks: presentation times of
   * samples at which decoding can start and after which nothing needs an earlier one (SAP type 1 or
   * 2 of ISO/IEC 14496-12 annex I). Empty for sound and text, where any sample will do, and for a
   * picture that can nowhere be entered.
   */
  long[] entryPoints(Track track);

  /**
   * The start of the first sample of the track at or after {@code time}; its end time where there
   * is none. Of a picture whose samples are not known, the first key frame, be it an entry point or
   * not.
   */
  long firstAtOrAfter(Track track, long time);

  /**
   * The samples of the span from {@code from} up to {@code to}, both in ticks of the track; for
   * video both are entry points, or {@code to} is the track's end time. Containers without a sample
   * table read the file for it.
   */
  Samples samples(ByteSource source, Track track, long from, long to) throws IOException;

  /**
   * When the pictures of a track are shown from {@code from} up to {@code to}, rising, wherever
   * they are stored; neither need be an entry point.
   */
  long[] shown(ByteSource source, Track track, long from, long to) throws IOException;

  /** Bytes of the samples of that span; where there is no sample table, no less than that. */
  long byteCount(Track track, long from, long to);

  /** The subtitles that start in the span from {@code from} up to {@code to}, read. */
  default List<TextSample> texts(ByteSource source, Track track, long from, long to)
      throws IOException {
    Samples samples = samples(source, track, from, to);
    if (samples.byteCount() > MOST_TEXT) {
      throw new RefusedMedia("The subtitles of the file are larger than any real ones.");
    }
    List<TextSample> texts = new ArrayList<>(samples.count());
    for (int i = 0; i < samples.count(); i++) {
      byte[] stored = source.bytes(samples.offset(i), samples.storedSize(i));
      ByteBuffer content = ByteBuffer.allocate(samples.size(i));
      content.put(samples.prefix().buffer()).put(stored).flip();
      texts.add(new TextSample(samples.time(i), samples.end(i), Bytes.of(content)));
    }
    return texts;
  }
}
