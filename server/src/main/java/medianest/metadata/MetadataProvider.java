package medianest.metadata;

import java.util.Optional;

/** A catalogue of films and series somewhere else. */
interface MetadataProvider {

  /** What it knows; empty where it has nothing that is surely meant. */
  Optional<Facts> find(Subject subject) throws ProviderFailure, InterruptedException;

  /**
   * What it knows of a season; empty where it has none of that number.
   *
   * @param series what it calls the series
   */
  Optional<SeasonFacts> season(String series, int number)
      throws ProviderFailure, InterruptedException;

  /**
   * A picture of {@link Facts}, as it lies there; not yet known to be one. Empty where it is gone,
   * or too large to be wanted.
   */
  Optional<byte[]> picture(String path, Size size) throws ProviderFailure, InterruptedException;

  /** What a picture is wanted for. */
  enum Size {
    POSTER,
    BACKDROP,
    STILL,
    PORTRAIT
  }
}
