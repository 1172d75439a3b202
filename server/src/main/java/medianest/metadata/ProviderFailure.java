package medianest.metadata;

import java.io.Serial;
import java.time.Duration;

/** A catalogue that does not answer at present. The message is a sentence for the operator. */
final class ProviderFailure extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final Duration pause;

  /**
   * A failure.
   *
   * @param pause how long it is to be left alone
   */
  ProviderFailure(String sentence, Duration pause) {
    super(sentence);
    this.pause = pause;
  }

  ProviderFailure(String sentence, Duration pause, Throwable cause) {
    super(sentence, cause);
    this.pause = pause;
  }

  Duration pause() {
    return pause;
  }
}
