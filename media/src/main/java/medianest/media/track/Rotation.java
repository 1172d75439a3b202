package medianest.media.track;

/** How a picture is turned, clockwise, before it is shown; mirrored first where it says so. */
public record Rotation(int degrees, boolean mirrored) {

  public static final Rotation NONE = new Rotation(0, false);

  public Rotation {
    if (degrees != 0 && degrees != 90 && degrees != 180 && degrees != 270) {
      throw new IllegalArgumentException("a rotation of " + degrees + " degrees");
    }
  }

  /** Whether width and height change places. */
  public boolean swapsSides() {
    return degrees == 90 || degrees == 270;
  }
}
