package medianest.media.track;

/**
 * Colour by the code points of ITU-T H.273.
 *
 * @param primaries 2 where unknown, and the others likewise
 */
public record Colour(int primaries, int transfer, int matrix, boolean fullRange) {

  public static final Colour UNKNOWN = new Colour(2, 2, 2, false);

  /** Perceptual quantizer (SMPTE ST 2084): HDR10 and its kin. */
  public boolean pq() {
    return transfer == 16;
  }

  /** Hybrid log-gamma (ARIB STD-B67). */
  public boolean hlg() {
    return transfer == 18;
  }
}
