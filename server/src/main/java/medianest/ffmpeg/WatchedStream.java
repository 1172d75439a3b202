package medianest.ffmpeg;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Knows since when a reader waits for ffmpeg, which is not the same as ffmpeg waiting for it. */
final class WatchedStream extends FilterInputStream {

  private static final long NOBODY = 0;

  private volatile long waitingSince = NOBODY;

  WatchedStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    waitingSince = now();
    try {
      return super.read();
    } finally {
      waitingSince = NOBODY;
    }
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    waitingSince = now();
    try {
      return super.read(bytes, from, length);
    } finally {
      waitingSince = NOBODY;
    }
  }

  /** For how long the reader has been waiting; 0 where it is busy with what it got. */
  long waitedNanos() {
    long since = waitingSince;
    return since == NOBODY ? 0 : System.nanoTime() - since;
  }

  private static long now() {
    long time = System.nanoTime();
    return time == NOBODY ? 1 : time;
  }
}
