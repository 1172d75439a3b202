package medianest.artwork;

import java.util.List;

/**
 * The small pictures that are shown while one seeks, on sheets of several.
 *
 * @param width of one, and {@code height} likewise
 * @param seconds when each was taken, rising; they fill sheet after sheet, row by row
 */
record Trickplay(int columns, int rows, int width, int height, List<Double> seconds) {

  Trickplay {
    seconds = List.copyOf(seconds);
  }

  int sheets() {
    return Math.ceilDiv(seconds.size(), columns * rows);
  }
}
