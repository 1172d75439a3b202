package medianest.library;

import java.io.IOException;
import medianest.media.io.ByteSource;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import org.jspecify.annotations.Nullable;

/** Reads media files, whatever their names say. */
public interface MediaReader {

  /** The kind of file by its first bytes; null where it is none that is known. */
  @Nullable Container sniff(ByteSource source) throws IOException;

  /**
   * The file's tracks.
   *
   * @throws medianest.media.io.MediaException if they cannot be used
   */
  MediaIndex open(ByteSource source) throws IOException;
}
