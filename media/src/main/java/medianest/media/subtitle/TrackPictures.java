package medianest.media.subtitle;

import java.io.IOException;
import java.util.List;
import medianest.media.codec.Codec;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.segment.Ticks;
import medianest.media.track.MediaIndex;
import medianest.media.track.SampleFormat;
import medianest.media.track.TextSample;
import medianest.media.track.Track;

/** Reads the pictures of a subtitle track inside a media file. */
public final class TrackPictures {

  /**
   * Pictures are offered by windows of this length: some hundreds of kilobytes, and up to ten
   * megabytes of subtitles that never stand still.
   */
  public static final long WINDOW_US = 60_000_000;

  /** Presentation Graphics have no registered type. */
  public static final String TYPE = "application/octet-stream";

  static final long CLOCK = 90_000;

  private static final long MICROS = 1_000_000;

  /**
   * How far before a window is looked for what is shown at its beginning: as far as for text, and
   * further where a set found there refers to some before it.
   */
  private static final long[] LEADS_US = {TrackCues.LONGEST_CUE_US, 9 * TrackCues.LONGEST_CUE_US};

  private TrackPictures() {}

  /** Whether a track holds pictures that this program can read. */
  public static boolean readable(Track track) {
    Codec codec = track.format().codec();
    return codec == Codec.PGS || codec == Codec.VOBSUB;
  }

  /**
   * What is shown between two times of the movie, as Presentation Graphics in the form of a file
   * ({@code .sup}) that can be drawn by itself; empty where nothing is. Its first set may have
   * begun before, its last clears the screen no later than {@code toUs}.
   */
  public static Bytes window(
      MediaIndex index, ByteSource source, Track track, long fromUs, long toUs) throws IOException {
    return track.format().codec() == Codec.VOBSUB
        ? subPictures(index, source, track, fromUs, toUs)
        : graphics(index, source, track, fromUs, toUs);
  }

  private static Bytes graphics(
      MediaIndex index, ByteSource source, Track track, long fromUs, long toUs) throws IOException {
    for (int i = 0; ; i++) {
      PictureWindow window = new PictureWindow(clock(fromUs), clock(toUs));
      PgsEpoch epoch = new PgsEpoch(window);
      long leadUs = fromUs - LEADS_US[i];
      for (TextSample sample : samples(index, source, track, leadUs, toUs)) {
        epoch.read(time(sample, track), sample.content());
      }
      epoch.end();
      if (!epoch.missed(clock(fromUs)) || leadUs <= 0 || i + 1 == LEADS_US.length) {
        return window.toBytes();
      }
    }
  }

  private static Bytes subPictures(
      MediaIndex index, ByteSource source, Track track, long fromUs, long toUs) throws IOException {
    PictureWindow window = new PictureWindow(clock(fromUs), clock(toUs));
    VobSubHead head = VobSubHead.of(track.format().config(), pictureHeight(index));
    SubPictureSteps steps = new SubPictureSteps(head, window);
    for (TextSample sample : samples(index, source, track, fromUs - LEADS_US[0], toUs)) {
      steps.add(time(sample, track), sample.content());
    }
    steps.end();
    return window.toBytes();
  }

  private static int pictureHeight(MediaIndex index) {
    return index.tracks().stream()
        .map(Track::format)
        .filter(SampleFormat.Video.class::isInstance)
        .mapToInt(format -> ((SampleFormat.Video) format).height())
        .findFirst()
        .orElse(0);
  }

  private static List<TextSample> samples(
      MediaIndex index, ByteSource source, Track track, long fromUs, long toUs) throws IOException {
    long from = fromUs <= 0 ? track.startTime() : Ticks.ceiling(fromUs, MICROS, track.timescale());
    long to = Math.min(Ticks.ceiling(toUs, MICROS, track.timescale()), track.endTime());
    return from < to ? index.texts(source, track, from, to) : List.of();
  }

  private static long time(TextSample sample, Track track) {
    return Ticks.ceiling(sample.start(), track.timescale(), CLOCK);
  }

  /** A time in ticks of the clock that Presentation Graphics count by. */
  static long clock(long us) {
    return us * 9 / 100;
  }
}
