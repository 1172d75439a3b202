package medianest.upload;

/** Told when an upload gets further; must not take long. */
@FunctionalInterface
public interface UploadListener {

  /**
   * An upload began or got further.
   *
   * @param percent how much of it has come
   */
  void changed(Upload upload, double percent);
}
