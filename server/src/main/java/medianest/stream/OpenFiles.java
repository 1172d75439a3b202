package medianest.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import medianest.http.Problem;
import org.jspecify.annotations.Nullable;

/** Files that are being watched, kept open so that a segment costs no opening. */
final class OpenFiles implements AutoCloseable {

  private static final int MOST = 256;
  private static final Duration IDLE = Duration.ofMinutes(2);

  /** How long a file that is written in place may pass for the one that was opened. */
  private static final Duration BELIEVED = Duration.ofMinutes(5);

  private final Cache<FileKey, SharedChannel> open =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterAccess(IDLE)
          .expireAfterWrite(BELIEVED)
          .scheduler(Scheduler.systemScheduler())
          .executor(Runnable::run)
          .removalListener(
              (@Nullable FileKey _, @Nullable SharedChannel channel, RemovalCause _) -> {
                if (channel != null) {
                  channel.release();
                }
              })
          .build();

  /** The file if it is open already and has kept its size; to be released. */
  @Nullable SharedChannel acquireOpen(FileKey key) {
    SharedChannel channel = open.getIfPresent(key);
    if (channel == null || !channel.acquire()) {
      return null;
    }
    if (channel.keptSize()) {
      return channel;
    }
    channel.release();
    open.asMap().remove(key, channel);
    return null;
  }

  /**
   * The file, opened if need be; to be released.
   *
   * @throws Problem 404 where the file is gone or not the one that the library knows
   */
  SharedChannel acquire(FileKey key, Film.Bytes file) throws IOException {
    SharedChannel known = acquireOpen(key);
    if (known != null) {
      return known;
    }
    SharedChannel fresh = open(file);
    fresh.acquire();
    SharedChannel other = open.asMap().putIfAbsent(key, fresh);
    if (other != null) {
      // Somebody else was faster; this one serves its opener and nobody after.
      fresh.release();
    }
    return fresh;
  }

  private static SharedChannel open(Film.Bytes file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file.path(), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new Problem(404, "file-gone", "The file is not there any more.");
    }
    if (channel.size() != file.size()
        || Files.getLastModifiedTime(file.path()).to(TimeUnit.NANOSECONDS) != file.modifiedNs()) {
      channel.close();
      throw changed();
    }
    return new SharedChannel(channel, file.size());
  }

  static Problem changed() {
    return new Problem(404, "file-changed", "The file has changed. Start playing again.");
  }

  /** How many are open. */
  long count() {
    open.cleanUp();
    return open.estimatedSize();
  }

  @Override
  public void close() {
    open.invalidateAll();
    open.cleanUp();
  }
}
