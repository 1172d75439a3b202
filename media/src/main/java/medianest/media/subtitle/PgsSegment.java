package medianest.media.subtitle;

/** The segments of Presentation Graphics by their type. */
final class PgsSegment {

  /** Colours. */
  static final int PALETTE = 0x14;

  /** A bitmap, or a piece of one. */
  static final int OBJECT = 0x15;

  /** What is shown where; each display set begins with it. */
  static final int COMPOSITION = 0x16;

  /** The pieces of the screen that may be drawn on. */
  static final int WINDOWS = 0x17;

  /** The end of a display set. */
  static final int END = 0x80;

  /** The type and the length of what follows. */
  static final int HEAD = 3;

  /** In files, before each segment: "PG" and its two times. */
  static final int FILE_HEAD = 10;

  static final int MAGIC = 'P' << 8 | 'G';

  /** The last palette that an epoch may have is one less. */
  static final int MOST_PALETTES = 8;

  /** State of a composition that needs nothing from before it. */
  static final int EPOCH_START = 0x80;

  /** State of a composition that repeats all that it needs, so that one may enter there. */
  static final int ACQUISITION_POINT = 0x40;

  private PgsSegment() {}

  /** Whether a display set of that state can be drawn without those before it. */
  static boolean entry(int state) {
    return state == EPOCH_START || state == ACQUISITION_POINT;
  }
}
