package medianest.transcode;

import java.util.ArrayList;
import java.util.List;
import medianest.media.track.SampleFormat;

/** A size in which the picture of a film is offered. */
public record Picture(Rung rung, int width, int height) {

  /** A step that shrinks the picture less than this is none. */
  private static final double LEAST_STEP = 0.9;

  /** Those below the picture itself, from the largest on; and its own size where that is wanted. */
  static List<Picture> ladder(SampleFormat.Video video, boolean ownSize) {
    List<Picture> ladder = new ArrayList<>();
    Rung own = null;
    for (Rung rung : Rung.values()) {
      double scale = scale(video, rung);
      if (scale >= LEAST_STEP) {
        own = rung;
      } else {
        ladder.add(fitted(video, rung, scale));
      }
    }
    if (ownSize && own != null) {
      ladder.addFirst(fitted(video, own, Math.min(1, scale(video, own))));
    }
    return ladder;
  }

  /** As people know it. */
  public String name() {
    return rung.height() + "p";
  }

  private static double scale(SampleFormat.Video video, Rung rung) {
    boolean upright = video.displayHeight() > video.displayWidth();
    double width = upright ? rung.height() : rung.width();
    double height = upright ? rung.width() : rung.height();
    return Math.min(width / video.displayWidth(), height / video.displayHeight());
  }

  private static Picture fitted(SampleFormat.Video video, Rung rung, double scale) {
    return new Picture(
        rung, even(video.displayWidth() * scale), even(video.displayHeight() * scale));
  }

  /** Colours have half the size, so sizes are even. */
  private static int even(double length) {
    return (int) Math.max(2, Math.round(length / 2) * 2);
  }
}
