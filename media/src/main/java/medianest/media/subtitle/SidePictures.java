package medianest.media.subtitle;

import java.io.IOException;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;

/** Subtitles in pictures that lie in a file of their own, of which only the places are known. */
public interface SidePictures {

  /** How many places are known. */
  int count();

  /** Memory that it takes, about. */
  int weight();

  /**
   * What is shown between two times of the film, as Presentation Graphics in the form of a file
   * ({@code .sup}) that can be drawn by itself; empty where nothing is.
   *
   * @param source the file of which the places are known
   */
  Bytes window(ByteSource source, long fromUs, long toUs) throws IOException;
}
