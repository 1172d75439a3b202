package medianest.playback;

import medianest.media.track.Container;

/**
 * Subtitles of a long file are offered a window at a time where the container has no table of its
 * samples: reading a whole track there means to walk the whole file, a window only what lies around
 * it.
 */
public final class TextWindows {

  /** A minute of a film is some tens of megabytes, whose heads of blocks are read in no time. */
  public static final long LENGTH_US = 60_000_000;

  private TextWindows() {}

  /** Whether subtitles in such a file are better read by windows. */
  public static boolean needed(Container container) {
    return container == Container.MATROSKA || container == Container.WEBM;
  }
}
