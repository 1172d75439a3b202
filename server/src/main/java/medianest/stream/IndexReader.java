package medianest.stream;

import java.io.IOException;
import medianest.media.io.ByteSource;
import medianest.media.track.MediaIndex;

/** Reads the index of a media file. */
@FunctionalInterface
public interface IndexReader {

  /**
   * The file's tracks.
   *
   * @throws medianest.media.io.MediaException if they cannot be used
   */
  MediaIndex open(ByteSource source) throws IOException;
}
