package medianest.metadata;

import java.util.Optional;

/** A catalogue of films and series somewhere else. */
interface MetadataProvider {

  /** What it knows; empty where it has nothing that is surely meant. */
  Optional<Facts> find(Subject subject) throws ProviderFailure, InterruptedException;

  /**
   * A picture of {@link Facts}, as it lies there; not yet known to be one. Empty where it is gone.
   */
  Optional<byte[]> picture(String path, Size size) throws ProviderFailure, InterruptedException;

  /** How large a picture is wanted. */
  enum Size {
    POSTER,
    BACKDROP
  }
}
