package medianest.artwork;

/**
 * How bright a small picture is, and how much differs in it.
 *
 * @param mean from 0, black, to 255
 * @param spread the standard deviation
 */
record Brightness(double mean, double spread) {

  /** Less is a black picture, a white one, or one of a single colour. */
  private static final double LEAST_SPREAD = 6;

  /** What a picture with light and shade has on average. */
  private static final double USUAL_MEAN = 105;

  /** Of one picture in a row of them. */
  static Brightness of(byte[] grey, int from, int length) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < from + length; i++) {
      int value = grey[i] & 0xff;
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / length;
    return new Brightness(mean, Math.sqrt(Math.max(0, squares / length - mean * mean)));
  }

  /** Whether there is anything to see. */
  boolean shows() {
    return spread >= LEAST_SPREAD && mean > 16 && mean < 245;
  }

  /** The higher, the better it stands for a film. */
  double score() {
    return spread * (1 - Math.abs(mean - USUAL_MEAN) / 255);
  }
}
