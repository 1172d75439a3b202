package medianest.media.io;

import java.io.IOException;

/**
 * Why the content of a file cannot be used; the message is one sentence for the person who owns the
 * file.
 */
public abstract sealed class MediaException extends IOException
    permits BrokenMedia, UnsupportedMedia, RefusedMedia {

  MediaException(String sentence) {
    super(sentence);
  }
}
