package medianest.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The claim of one server to a data folder. The kernel lets go of it when the process ends, however
 * it ends.
 */
public final class FolderLock implements AutoCloseable {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Claims the folder, which is made if there is none.
   *
   * @throws DatabaseProblem if another process has it, or it cannot be written
   */
  public static FolderLock claim(Path folder) {
    Path file = folder.resolve("lock");
    try {
      Files.createDirectories(folder);
      FolderLock lock = tryClaim(file);
      if (lock == null) {
        throw new DatabaseProblem(
            "Another MediaNest (process "
                + Files.readString(file).strip()
                + ") already uses the data folder "
                + folder
                + "; stop it, or choose another folder with --data.");
      }
      return lock;
    } catch (IOException e) {
      throw new DatabaseProblem(
          "The data folder "
              + folder
              + " cannot be used ("
              + e
              + "); choose another with --data, or give this account the right to write there.",
          e);
    }
  }

  /** Whether a server runs on the folder at present. */
  public static boolean claimed(Path folder) throws IOException {
    Path file = folder.resolve("lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (FolderLock lock = tryClaim(file)) {
      return lock == null;
    }
  }

  private static @Nullable FolderLock tryClaim(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      return null;
    }
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid), 0);
    return new FolderLock(channel);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DatabaseProblem("The lock of the data folder could not be released.", e);
    }
  }
}
