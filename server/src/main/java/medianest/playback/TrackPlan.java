package medianest.playback;

import medianest.media.track.Track;

/**
 * How one track comes to the client.
 *
 * @param reason a sentence for a person
 */
public record TrackPlan(Track track, How how, String reason) {

  /** From what costs nothing to what is not to be had. */
  public enum How {
    /** Within the file as it is. */
    DIRECT("direct"),
    /** Its samples as they are, in segments. */
    PACKAGE("package"),
    /** Encoded anew. */
    TRANSCODE("transcode"),
    /** Drawn into the picture. */
    BURN_IN("burn-in"),
    REFUSED("refused");

    private final String word;

    How(String word) {
      this.word = word;
    }

    /** As the API says it. */
    String word() {
      return word;
    }
  }

  boolean sent() {
    return how != How.REFUSED;
  }
}
