package medianest.ffmpeg;

import java.io.IOException;
import java.io.InputStream;

/** Takes what a run writes. */
@FunctionalInterface
public interface Sink {

  /**
   * Reads to the end, or leaves off earlier. Called once, on a thread of the run's own; not reading
   * on holds ffmpeg back, and throwing ends it.
   */
  void read(InputStream output) throws IOException, InterruptedException;
}
