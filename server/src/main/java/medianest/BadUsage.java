package medianest;

/** A command line that cannot be understood; the message says which word. */
final class BadUsage extends Exception {

  private static final long serialVersionUID = 1L;

  BadUsage(String sentence) {
    super(sentence);
  }
}
