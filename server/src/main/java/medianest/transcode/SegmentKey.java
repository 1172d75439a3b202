package medianest.transcode;

/**
 * A segment that is or will be in the cache.
 *
 * @param source and {@code rendition}: names of folders, made by this server
 */
record SegmentKey(String source, String rendition, int number) {

  /** The number of the initialization segment. */
  static final int INIT = -1;

  /** The number of a whole file. */
  static final int WHOLE = -2;

  String fileName() {
    return switch (number) {
      case INIT -> "init.mp4";
      case WHOLE -> "whole.mp4";
      default -> "seg_" + number + ".m4s";
    };
  }
}
