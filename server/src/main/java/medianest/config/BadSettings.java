package medianest.config;

/** A setting that cannot be used; the message is one sentence that says which and why. */
public final class BadSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadSettings(String sentence) {
    super(sentence);
  }
}
