package medianest.media.mp4;

import java.io.IOException;
import medianest.media.codec.AccessPoint;
import medianest.media.codec.AvcConfig;
import medianest.media.codec.HevcConfig;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.track.Column;
import medianest.media.track.SampleFormat;

/**
 * The key frames of a video track at which a segment may begin.
 *
 * <p>A candidate is a sample that the file calls a key frame, and that parts the track in time as
 * well as in decode order: all before it is shown before all from it on. Its bytes then say whether
 * it truly is one, since files mark pictures from which browsers cannot start. An encoder does so
 * all along or not at all, and each look is a seek of the disk: so some are looked at first, and
 * all only where one of those is no clean entry.
 *
 * @param samples the number of each, rising
 * @param times when the first picture from each on is shown, before edits; rising
 */
record EntryPoints(Column samples, Column times) {

  static final EntryPoints NONE = new EntryPoints(Column.of(), Column.of());

  /** Closer than this to the one before, nothing is gained by another. */
  private static final double CLOSEST_SECONDS = 0.45;

  /** Reads spent on one file: hours of the densest key frames. */
  private static final int MOST_LOOKS = 200_000;

  /** So many at the start are looked at first, and of the others one in so many. */
  private static final int SAMPLING = 16;

  /** More pictures than lead any key frame. */
  private static final int MOST_LEADING = 16;

  /** What holds the head of the first frame of an AV1 sample, its metadata before it included. */
  private static final int AV1_LOOK = 512;

  /** Says of the sample with a number what kind of access point it is. */
  private interface Look {
    AccessPoint at(int sample) throws IOException;
  }

  /** Says whether a segment may begin at a candidate. */
  private interface Judge {
    boolean opens(int sample) throws IOException;
  }

  /** Reads a little of some candidates, or of all. */
  static EntryPoints find(
      ByteSource source, SampleTable table, SampleFormat.Video video, long timescale)
      throws IOException {
    Look look = look(source, table, video);
    long[] firstShown = firstShownFrom(table);
    long closest = (long) (CLOSEST_SECONDS * timescale);
    EntryPoints claimed = collect(table, firstShown, closest, sample -> true);
    return someAreClean(look, claimed.samples())
        ? claimed
        : collect(table, firstShown, closest, sample -> opens(look, table, sample));
  }

  private static boolean someAreClean(Look look, Column samples) throws IOException {
    for (int n = 0; n < samples.count(); n += n < SAMPLING ? 1 : SAMPLING) {
      if (look.at((int) samples.at(n)) != AccessPoint.CLEAN) {
        return false;
      }
    }
    return true;
  }

  private static EntryPoints collect(
      SampleTable table, long[] firstShown, long closest, Judge judge) throws IOException {
    Column.Builder samples = new Column.Builder();
    Column.Builder times = new Column.Builder();
    long latest = Long.MIN_VALUE;
    long last = Long.MIN_VALUE;
    int looks = 0;
    int key = 0;
    for (int i = 0; i < table.count() && looks < MOST_LOOKS; i++) {
      if (table.key(i)) {
        long shown = firstShown[key++];
        boolean parts = i == 0 || latest < shown;
        boolean far = samples.count() == 0 || shown - last >= closest;
        if (parts && far) {
          looks++;
          if (judge.opens(i)) {
            samples.add(i);
            times.add(shown);
            last = shown;
          }
        }
      }
      latest = Math.max(latest, table.time(i));
    }
    return new EntryPoints(samples.build(), times.build());
  }

  /** For each key frame, the earliest time of all samples from it on. */
  private static long[] firstShownFrom(SampleTable table) {
    int keys = 0;
    for (int i = 0; i < table.count(); i++) {
      keys += table.key(i) ? 1 : 0;
    }
    long[] first = new long[keys];
    long earliest = Long.MAX_VALUE;
    for (int i = table.count() - 1; i >= 0; i--) {
      earliest = Math.min(earliest, table.time(i));
      if (table.key(i)) {
        first[--keys] = earliest;
      }
    }
    return first;
  }

  private static boolean opens(Look look, SampleTable table, int sample) throws IOException {
    AccessPoint point = look.at(sample);
    if (point != AccessPoint.OPEN) {
      return point == AccessPoint.CLEAN;
    }
    for (int k = sample + 1; k < table.count() && table.time(k) < table.time(sample); k++) {
      if (k - sample > MOST_LEADING || look.at(k) == AccessPoint.SKIPPED_LEADING) {
        return false;
      }
    }
    return true;
  }

  private static Look look(ByteSource source, SampleTable table, SampleFormat.Video video)
      throws IOException {
    return switch (video.codec()) {
      case AVC -> {
        int length = AvcConfig.parse(video.config()).nalLengthSize();
        yield i -> AccessPoint.ofAvc(source, table.offset(i), table.size(i), length);
      }
      case HEVC -> {
        int length = HevcConfig.parse(video.config()).nalLengthSize();
        yield i -> AccessPoint.ofHevc(source, table.offset(i), table.size(i), length);
      }
      case AV1 -> i -> AccessPoint.ofAv1(start(source, table, i, AV1_LOOK));
      case VP9 ->
          i -> {
            Bytes head = start(source, table, i, 1);
            return head.isEmpty() ? AccessPoint.NONE : AccessPoint.ofVp9(head.at(0));
          };
      default -> i -> AccessPoint.CLEAN;
    };
  }

  private static Bytes start(ByteSource source, SampleTable table, int sample, int most)
      throws IOException {
    return Bytes.of(source.bytes(table.offset(sample), Math.min(most, table.size(sample))));
  }
}
