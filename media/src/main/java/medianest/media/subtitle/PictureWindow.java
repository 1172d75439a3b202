package medianest.media.subtitle;

import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a film's subtitles in pictures that can be drawn by itself: it begins with what is
 * on the screen already, and ends with a cleared screen, since readers know from the next set how
 * long one is shown. Times are ticks of 90 kHz.
 */
final class PictureWindow implements PgsEpoch.Screens {

  private final long from;
  private final long to;
  private final PgsStream stream = new PgsStream();
  private @Nullable PgsScreen before;
  private @Nullable PgsScreen last;
  private long beforeTime;
  private long latest;

  PictureWindow(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /** What counts is the last that is shown at the beginning, and all until the end. */
  @Override
  public void show(long time, PgsScreen screen) throws RefusedMedia {
    if (time <= from) {
      before = screen;
      beforeTime = Math.max(0, time);
    } else if (time < to) {
      writeBefore();
      write(time, screen);
    }
  }

  Bytes toBytes() throws RefusedMedia {
    writeBefore();
    if (last != null && !last.empty()) {
      stream.write(to, last.cleared());
    }
    return stream.toBytes();
  }

  private void writeBefore() throws RefusedMedia {
    PgsScreen standing = before;
    before = null;
    if (standing != null && !standing.empty()) {
      write(beforeTime, standing);
    }
  }

  /** Readers want times that do not fall. */
  private void write(long time, PgsScreen screen) throws RefusedMedia {
    if (last == null && screen.empty()) {
      return;
    }
    latest = Math.max(latest, time);
    stream.write(latest, screen);
    last = screen;
  }
}
