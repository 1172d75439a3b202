package medianest.artwork;

/** Width and height of a picture that is made. */
record Size(int width, int height) {

  /** As large as fits into a box, with the shape of a picture and never larger than it; even. */
  static Size within(int width, int height, int boxWidth, int boxHeight) {
    double scale = Math.min(1, Math.min(boxWidth / (double) width, boxHeight / (double) height));
    return new Size(even(width * scale), even(height * scale));
  }

  private static int even(double length) {
    return Math.max(2, (int) Math.round(length / 2) * 2);
  }
}
