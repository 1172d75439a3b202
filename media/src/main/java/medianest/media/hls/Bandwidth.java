package medianest.media.hls;

import medianest.media.segment.TrackSegments;
import medianest.media.track.MediaIndex;

/**
 * Bits per second of one rendition, from the sizes of its samples.
 *
 * @param peak of the worst run of segments that together last between half and one and a half times
 *     the target duration (RFC 8216 4.1: the peak segment bit rate)
 */
record Bandwidth(long peak, long average) {

  static final Bandwidth NONE = new Bandwidth(0, 0);

  /** Boxes before the samples of a segment, and what each sample adds to them. */
  private static final int HEAD_BYTES = 150;

  private static final int HEAD_BYTES_PER_SAMPLE = 16;

  static Bandwidth of(MediaIndex index, TrackSegments segments, int targetSeconds) {
    long[] sumBits = new long[segments.count() + 1];
    long headBytes =
        HEAD_BYTES + HEAD_BYTES_PER_SAMPLE * segments.track().sampleCount() / segments.count();
    for (int k = 0; k < segments.count(); k++) {
      long bytes = index.byteCount(segments.track(), segments.start(k), segments.end(k));
      sumBits[k + 1] = sumBits[k] + 8 * (bytes + headBytes);
    }
    long average = perSecond(sumBits[segments.count()], segments.endUs());
    return new Bandwidth(Math.max(average, peak(segments, sumBits, targetSeconds)), average);
  }

  /** The rate of a rendition that shows key frames only; no less than it is. */
  static Bandwidth ofKeyFrames(MediaIndex index, TrackSegments segments) {
    long peak = 0;
    long bits = 0;
    for (int i = 0; i < segments.keyCount(); i++) {
      long bytes = index.byteCount(segments.track(), segments.key(i), segments.keyEnd(i));
      bits += 8 * bytes;
      peak = Math.max(peak, perSecond(8 * bytes, segments.keyDurationUs(i)));
    }
    return new Bandwidth(peak, perSecond(bits, segments.endUs()));
  }

  /** Of two renditions that are played together. */
  Bandwidth plus(Bandwidth other) {
    return new Bandwidth(peak + other.peak, average + other.average);
  }

  /** Of two of which only one is played. */
  Bandwidth worst(Bandwidth other) {
    return new Bandwidth(Math.max(peak, other.peak), Math.max(average, other.average));
  }

  private static long peak(TrackSegments segments, long[] sumBits, int targetSeconds) {
    long shortest = targetSeconds * 500_000L;
    long longest = targetSeconds * 1_500_000L;
    long peak = 0;
    for (int from = 0; from < segments.count(); from++) {
      for (int to = from + 1; to <= segments.count(); to++) {
        long lasts = segments.startUs(to) - segments.startUs(from);
        if (lasts > longest) {
          break;
        }
        if (lasts >= shortest) {
          peak = Math.max(peak, perSecond(sumBits[to] - sumBits[from], lasts));
        }
      }
    }
    return peak;
  }

  private static long perSecond(long bits, long us) {
    return us <= 0 ? bits : (long) Math.ceil(bits * 1e6 / us);
  }
}
