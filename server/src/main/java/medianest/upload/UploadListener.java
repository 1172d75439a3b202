package medianest.upload;

/** Told when an upload gets further; must not take long. */
@FunctionalInterface
public interface UploadListener {

  /** The upload as it is now, and how much of it there is, from 0 to 100. */
  void changed(Upload upload, double percent);
}
