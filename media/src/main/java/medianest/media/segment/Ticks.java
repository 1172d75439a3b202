package medianest.media.segment;

/** Conversions between time scales that neither overflow nor pass through floating point. */
public final class Ticks {

  private static final long MICROS = 1_000_000;

  private Ticks() {}

  /** Ticks as microseconds, rounded to the nearest. */
  public static long toMicros(long ticks, long timescale) {
    return scaled(ticks, MICROS, timescale, timescale / 2);
  }

  /** The first tick of the time scale {@code to} that is not before {@code ticks}. */
  public static long ceiling(long ticks, long from, long to) {
    return scaled(ticks, to, from, from - 1);
  }

  /** Seconds as ticks. */
  static long ofSeconds(int seconds, long timescale) {
    return seconds * timescale;
  }

  /**
   * {@code floor((value * factor + carry) / divisor)}. Factor and divisor have at most 32 bits, as
   * time scales do, and the carry is below the divisor, so what is left of the value after whole
   * divisors fits into 64 bits without a sign.
   */
  private static long scaled(long value, long factor, long divisor, long carry) {
    long whole = Math.floorDiv(value, divisor);
    long rest = Math.floorMod(value, divisor);
    return whole * factor + Long.divideUnsigned(rest * factor + carry, divisor);
  }
}
