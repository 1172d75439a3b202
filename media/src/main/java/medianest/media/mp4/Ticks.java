package medianest.media.mp4;

import java.math.BigInteger;
import medianest.media.io.BrokenMedia;

/** Arithmetic with times that a damaged file may have made absurd. */
final class Ticks {

  static final long MICROSECONDS = 1_000_000;

  /** Far beyond any film in any time scale, and far enough from overflow to add a few. */
  private static final long FARTHEST = 1L << 60;

  private Ticks() {}

  /** The time itself, where it can be one. */
  static long checked(long ticks) throws BrokenMedia {
    if (ticks > FARTHEST || ticks < -FARTHEST) {
      throw new BrokenMedia("The file states a time that lies beyond the end of any film.");
    }
    return ticks;
  }

  /** From one time scale to another, rounded to the nearest tick. */
  static long rescale(long ticks, long toTimescale, long fromTimescale) throws BrokenMedia {
    BigInteger doubled = BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(2 * toTimescale));
    BigInteger from = BigInteger.valueOf(fromTimescale);
    BigInteger[] halves = doubled.add(from).divideAndRemainder(from.shiftLeft(1));
    BigInteger rounded = halves[1].signum() < 0 ? halves[0].subtract(BigInteger.ONE) : halves[0];
    if (rounded.bitLength() > 62) {
      throw new BrokenMedia("The file states a time that lies beyond the end of any film.");
    }
    return checked(rounded.longValue());
  }
}
