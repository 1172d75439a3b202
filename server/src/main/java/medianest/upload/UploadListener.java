package medianest.upload;

/** Told when an upload gets further; must not take long. */
@FunctionalInterface
public interface UploadListener {

  void changed(Upload upload);
}
