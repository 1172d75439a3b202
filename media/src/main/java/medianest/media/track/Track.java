package medianest.media.track;

import medianest.media.codec.Codec;

/**
 * One track of a file. Times of a track are whole ticks of its own time scale on the movie's
 * timeline: zero is where the movie starts after edit lists, and no video sample lies before it
 * (the whole movie is moved until that holds). Audio may start before zero by its priming.
 *
 * @param number its place among the tracks of the file, from 0
 * @param id the container's own number for it
 * @param timescale ticks in a second
 * @param language a BCP 47 tag; {@code und} where the file does not say
 * @param name what the file calls it; empty where it does not
 * @param startTime of its first sample; where the track has none, 0
 * @param endTime where its last sample ends
 * @param sampleCount 0 where it is not known before reading
 * @param byteCount of all samples; where it is not known before reading, estimated
 */
public record Track(
    int number,
    long id,
    SampleFormat format,
    long timescale,
    String language,
    String name,
    boolean isDefault,
    boolean forced,
    long startTime,
    long endTime,
    long sampleCount,
    long byteCount) {

  private static final double LEAST_PICTURES_A_SECOND = 4;

  public Track {
    if (timescale <= 0) {
      throw new IllegalArgumentException("a time scale of " + timescale);
    }
  }

  /**
   * Whether it is a cover, or pictures of chapters, and no film: Motion JPEG that does not move.
   * The films of older cameras have ten pictures a second or more.
   */
  public boolean slides() {
    double seconds = (double) (endTime - startTime) / timescale;
    return format.codec() == Codec.MJPEG
        && sampleCount < Math.max(2, LEAST_PICTURES_A_SECOND * seconds);
  }
}
