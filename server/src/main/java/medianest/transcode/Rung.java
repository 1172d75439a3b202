package medianest.transcode;

/**
 * A step of the ladder of picture sizes.
 *
 * <p>Each is the box that a picture is fitted into, so that wide films keep their width. Bit rates
 * are what x264 needs for ordinary films at these sizes; it takes less where less will do.
 */
public enum Rung {
  P2160(3840, 2160, 14_000_000, 52),
  P1440(2560, 1440, 8_000_000, 51),
  P1080(1920, 1080, 5_000_000, 42),
  P720(1280, 720, 2_800_000, 40),
  P480(854, 480, 1_400_000, 31),
  P360(640, 360, 800_000, 31),
  P240(426, 240, 400_000, 30);

  private final int width;
  private final int height;
  private final long bitrate;
  private final int level;

  Rung(int width, int height, long bitrate, int level) {
    this.width = width;
    this.height = height;
    this.bitrate = bitrate;
    this.level = level;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Bits per second, on average. */
  long bitrate() {
    return bitrate;
  }

  /** Bits per second of the worst second or two. */
  long peak() {
    return bitrate * 3 / 2;
  }

  /** Ten times the level of ITU-T H.264 annex A, with room for 60 pictures a second. */
  int level() {
    return level;
  }
}
