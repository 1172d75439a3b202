package medianest.media.io;

/** The file contradicts its own format: it is damaged, cut off, or was never complete. */
public final class BrokenMedia extends MediaException {

  public BrokenMedia(String sentence) {
    super(sentence);
  }
}
