package medianest;

/** Why the server cannot start; the message is one sentence that says what to do about it. */
final class StartFailure extends Exception {

  private static final long serialVersionUID = 1L;

  StartFailure(String sentence) {
    super(sentence);
  }

  StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
