package medianest.media.io;

/**
 * The file can be read, but is turned away on purpose: encrypted, a pointer to other files, or past
 * a limit.
 */
public final class RefusedMedia extends MediaException {

  public RefusedMedia(String sentence) {
    super(sentence);
  }
}
