package medianest.http;

import java.io.IOException;

/** A body that did not come as announced; what to tell the client, if it is still there. */
final class BodyFailure extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  private BodyFailure(int status, String type, String sentence) {
    super(sentence);
    this.status = status;
    this.type = type;
  }

  static BodyFailure slow(long seconds) {
    return new BodyFailure(
        408, "body-timeout", "No byte of the body came for " + seconds + " seconds.");
  }

  static BodyFailure brokenOff(Throwable cause) {
    BodyFailure failure =
        new BodyFailure(400, "body-broken-off", "The client went away before the body's end.");
    failure.initCause(cause);
    return failure;
  }

  static BodyFailure unfinishedPart() {
    return new BodyFailure(
        400, "body-unfinished", "The multipart body ends before its last boundary.");
  }

  Problem problem() {
    return new Problem(status, type, String.valueOf(getMessage()));
  }
}
