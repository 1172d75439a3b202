package medianest.library;

import java.util.List;

/**
 * What another program tells of a file whose container this one does not read itself.
 *
 * @param durationUs 0 where it is not known
 */
public record ForeignFile(long durationUs, List<Stream> streams) {

  /**
   * A picture or sound in it.
   *
   * @param codec the name that people know it by
   * @param width 0 for sound, and {@code height} likewise; {@code channels} 0 for pictures
   */
  public record Stream(boolean picture, String codec, int width, int height, int channels) {}

  public ForeignFile {
    streams = List.copyOf(streams);
  }
}
