package medianest.media.subtitle;

import java.util.List;
import medianest.media.io.Bytes;

/**
 * What Presentation Graphics (PGS, the subtitles of Blu-ray discs) have on the screen at a time,
 * with all that it takes to draw it.
 *
 * @param width of the plane that places are counted on, in pixels, and {@code height} likewise
 * @param palette five bytes for each colour: its number, Y, Cr, Cb and how far it covers
 * @param parts what is drawn; none where the screen is cleared
 */
record PgsScreen(int width, int height, Bytes palette, List<Part> parts) {

  /** A plane is as large as the picture of a disc; four times that is left for what others make. */
  static final int LARGEST_SIDE = 4096;

  PgsScreen {
    parts = List.copyOf(parts);
  }

  /**
   * A bitmap and its place.
   *
   * @param x of its left edge on the plane; {@code y} of its upper edge
   * @param forced whether it is meant also for those who did not ask for subtitles
   * @param crop the four numbers that say which piece of it is shown; empty where all of it is
   * @param runs its pixels as runs of one colour, each line by itself
   */
  record Part(int x, int y, int width, int height, boolean forced, Bytes crop, Bytes runs) {}

  boolean empty() {
    return parts.isEmpty();
  }

  /** The same plane with nothing on it. */
  PgsScreen cleared() {
    return new PgsScreen(width, height, Bytes.EMPTY, List.of());
  }
}
