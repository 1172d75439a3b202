package medianest.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** An open file that closes when nobody uses it any more. */
final class SharedChannel {

  private final FileChannel channel;
  private final long size;

  /** The first one is of whoever opened it. */
  private final AtomicInteger users = new AtomicInteger(1);

  /**
   * @param size of the file when it was opened
   */
  SharedChannel(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  /** Whether nobody has written the file anew beneath us, as far as its size tells. */
  boolean keptSize() {
    try {
      return channel.size() == size;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the file is still open, and stays so until {@link #release}. */
  boolean acquire() {
    int now = users.get();
    while (now > 0) {
      if (users.compareAndSet(now, now + 1)) {
        return true;
      }
      now = users.get();
    }
    return false;
  }

  FileChannel channel() {
    return channel;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
