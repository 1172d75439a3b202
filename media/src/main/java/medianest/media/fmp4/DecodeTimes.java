package medianest.media.fmp4;

import java.util.Arrays;
import medianest.media.track.Samples;

/**
 * Decode times of a segment's samples, derived from their presentation times alone: the sample that
 * is decoded i-th gets the i-th smallest presentation time.
 *
 * <p>Containers store decode times by different rules or, like Matroska, not at all; this one needs
 * none of them, starts every segment at its earliest picture, and lets segments that were made
 * independently join. Offsets come out negative for some, as version 1 of {@code trun} allows
 * (ISO/IEC 14496-12 8.8.8) and CMAF's brand cmf2 expects.
 */
final class DecodeTimes {

  private final long[] decode;
  private final long end;

  /**
   * @param end where the segment ends, which is where the next one begins
   */
  DecodeTimes(Samples samples, long end) {
    this.decode = new long[samples.count()];
    for (int i = 0; i < decode.length; i++) {
      decode[i] = samples.time(i);
    }
    Arrays.sort(decode);
    this.end = end;
  }

  /** The decode time of the first sample; the end where there is none. */
  long first() {
    return decode.length == 0 ? end : decode[0];
  }

  /** Ticks from sample {@code i} to the next in decode order. */
  long duration(int i) {
    long next = i + 1 < decode.length ? decode[i + 1] : Math.max(end, decode[i]);
    return next - decode[i];
  }

  /** What is to be added to the decode time of sample {@code i} for its presentation time. */
  long compositionOffset(int i, long presentationTime) {
    return presentationTime - decode[i];
  }
}
