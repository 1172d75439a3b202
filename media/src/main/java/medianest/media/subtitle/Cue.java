package medianest.media.subtitle;

/**
 * A text that is shown for a while.
 *
 * @param text the payload of a WebVTT cue, which holds no markup but what {@link CueText} lets
 *     through
 * @param place WebVTT cue settings; empty for the usual place, at the bottom
 */
public record Cue(long startUs, long endUs, String text, String place) {

  Cue(long startUs, long endUs, String text) {
    this(startUs, endUs, text, "");
  }

  /** Whether anybody would see it. */
  boolean visible() {
    return endUs > startUs && startUs >= 0 && !text.isBlank();
  }
}
