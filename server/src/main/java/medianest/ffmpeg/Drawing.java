package medianest.ffmpeg;

/**
 * Subtitles that are pictures, drawn into the film.
 *
 * @param video place of the picture among those of the file, {@code subtitles} likewise
 * @param width of the picture as it is written
 */
public record Drawing(int video, int subtitles, int width) {

  /** Under this name the whole is written. */
  static final String DRAWN = "[drawn]";

  /**
   * The graph of filters. Discs keep subtitles for the whole screen, of which a wide film covers
   * the middle alone: they are made as wide as the film, and moved up by what it lacks below.
   *
   * @param steps of the picture itself
   */
  String graph(String steps) {
    return "[0:v:"
        + video
        + "]"
        + steps
        + "[film];[0:s:"
        + subtitles
        + "]scale="
        + width
        + ":-2[words];[film][words]overlay=(main_w-overlay_w)/2:main_h-overlay_h"
        + ":eof_action=pass:repeatlast=0:format=yuv420"
        + DRAWN;
  }
}
