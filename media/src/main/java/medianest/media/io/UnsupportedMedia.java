package medianest.media.io;

/** The file may be sound, but uses something that this program cannot read. */
public final class UnsupportedMedia extends MediaException {

  public UnsupportedMedia(String sentence) {
    super(sentence);
  }
}
