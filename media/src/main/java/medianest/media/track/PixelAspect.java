package medianest.media.track;

/** The shape of a pixel: its width to its height. */
public record PixelAspect(int horizontal, int vertical) {

  public static final PixelAspect SQUARE = new PixelAspect(1, 1);

  public PixelAspect {
    if (horizontal <= 0 || vertical <= 0) {
      throw new IllegalArgumentException("a pixel of " + horizontal + " by " + vertical);
    }
  }
}
