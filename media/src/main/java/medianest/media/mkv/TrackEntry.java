package medianest.media.mkv;

import medianest.media.io.Bytes;
import medianest.media.track.Colour;
import medianest.media.track.Rotation;
import org.jspecify.annotations.Nullable;

/**
 * A TrackEntry (RFC 9559 clause 5.1.4.1) as the file states it.
 *
 * @param frameNanos how long a frame lasts; 0 where it is not said or varies
 * @param delayNanos what the decoder puts out before the first sample that counts
 * @param additions complete boxes made from the BlockAdditionMappings: dvcC, dvvC
 */
record TrackEntry(
    long number,
    long uid,
    int type,
    String codecId,
    Bytes codecPrivate,
    String name,
    String language,
    boolean isDefault,
    boolean forced,
    long frameNanos,
    long delayNanos,
    ContentEncoding encoding,
    Bytes additions,
    @Nullable Picture picture,
    @Nullable Sound sound) {

  static final int VIDEO = 1;
  static final int AUDIO = 2;
  static final int SUBTITLE = 17;

  /**
   * The Video element.
   *
   * @param shownWidth width of what is left after cropping, and {@code shownHeight} likewise
   * @param displayWidth with {@code displayHeight} the ratio in which it is shown
   * @param light complete boxes: mdcv and clli
   */
  record Picture(
      int width,
      int height,
      int shownWidth,
      int shownHeight,
      int displayWidth,
      int displayHeight,
      @Nullable Colour colour,
      Bytes light,
      Rotation rotation) {}

  /** The Audio element; the output rate is 0 where the file does not say. */
  record Sound(int sampleRate, int outputSampleRate, int channels, int bitsPerSample) {

    /** What the standard assumes of a track that says nothing (RFC 9559 clause 5.1.4.1.29). */
    static final Sound DEFAULT = new Sound(8_000, 0, 1, 0);
  }
}
