package medianest.ffmpeg;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Knows since when a reader waits for ffmpeg, which is not the same as ffmpeg waiting for it. */
final class WatchedStream extends FilterInputStream {

  private static final long NOBODY = 0;

  private volatile long waitingSince = NOBODY;
  private volatile boolean over;

  WatchedStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    waitingSince = now();
    try {
      return seen(super.read());
    } finally {
      waitingSince = NOBODY;
    }
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    waitingSince = now();
    try {
      return seen(super.read(bytes, from, length));
    } finally {
      waitingSince = NOBODY;
    }
  }

  private int seen(int result) {
    over |= result < 0;
    return result;
  }

  /** Whether ffmpeg has closed its end, so that it ends, or has ended, by itself. */
  boolean over() {
    return over;
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
