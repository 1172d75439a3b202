package medianest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import medianest.db.GroupCommit;
import medianest.http.Problem;
import medianest.media.track.Container;

/**
 * Writes what a client sends to disk, so that it is there after a power cut once it is
 * acknowledged: the content is synced before the file gets its name, and the folder after.
 *
 * <p>While it grows the file is a part file, which the next start removes if this process ends.
 */
final class Receiver {

  private static final String PART = ".part";
  private static final int PIECE = 256 << 10;

  /** Enough to tell what the file is. */
  private static final int HEAD = 64 << 10;

  private static final int LEAST_PIECE = 4 << 10;

  private final Path folder;
  private final UploadConfig config;
  private final GroupCommit<String> names = new GroupCommit<>(this::syncFolder);

  Receiver(Path folder, UploadConfig config) {
    this.folder = folder;
    this.config = config;
  }

  /**
   * Receives a file to its end and answers its name on disk, which is to be {@linkplain #settle
   * settled} yet. Nothing is left where that fails.
   *
   * @param announced bytes that the client says it sends; -1 where it does not
   * @param progress is told how many have come
   * @throws Problem 413, 415 or 507, with the reason
   * @throws IOException if the client went away
   */
  String receive(
      UUID id, String fileName, InputStream content, long announced, LongConsumer progress)
      throws IOException {
    refuseLarge(announced);
    refuseFull(Math.max(0, announced));
    Path part = folder.resolve(id + PART);
    try {
      byte[] piece = new byte[piece(announced)];
      Container container = write(part, fileName, content, piece, progress);
      String name = id + "." + FileType.extension(container);
      Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      return name;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Waits until the name of a file survives a power cut; where that fails the file is no more. */
  void settle(String name) {
    try {
      names.write(name);
    } catch (RuntimeException e) {
      forget(name);
      throw e;
    }
  }

  /** Removes a file that was received. */
  void forget(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Removes what earlier processes did not finish. */
  void removeParts() throws IOException {
    try (var parts = Files.newDirectoryStream(folder, "*" + PART)) {
      for (Path part : parts) {
        Files.delete(part);
      }
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Small files are not worth a large piece of memory each. */
  private static int piece(long announced) {
    return announced < 0 ? PIECE : Math.clamp(announced, LEAST_PIECE, PIECE);
  }

  private Container write(
      Path part, String fileName, InputStream content, byte[] piece, LongConsumer progress)
      throws IOException {
    try (FileChannel file = create(part)) {
      int length = content.readNBytes(piece, 0, Math.min(HEAD, piece.length));
      Container container = FileType.of(ByteBuffer.wrap(piece, 0, length), fileName);
      long written = 0;
      while (length > 0) {
        refuseLarge(written + length);
        write(file, ByteBuffer.wrap(piece, 0, length));
        written += length;
        progress.accept(written);
        length = content.readNBytes(piece, 0, piece.length);
      }
      sync(file);
      return container;
    }
  }

  private FileChannel create(Path part) {
    try {
      return FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What goes wrong here is the disk's, and never the client's. */
  private void write(FileChannel file, ByteBuffer piece) {
    try {
      while (piece.hasRemaining()) {
        file.write(piece);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void sync(FileChannel file) {
    try {
      file.force(false);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Once for all files that got their names meanwhile. */
  private void syncFolder(List<String> names) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void refuseLarge(long bytes) {
    if (bytes > config.maxBytes()) {
      throw new Problem(
          413,
          "file-too-large",
          "The file is larger than the " + config.maxBytes() + " bytes that this server takes.");
    }
  }

  private void refuseFull(long bytes) {
    // Files.getFileStore reads the table of mounts each time, which takes longer than all the rest.
    if (folder.toFile().getUsableSpace() - config.reserveBytes() < bytes) {
      throw full();
    }
  }

  private Problem unwritable(IOException e) {
    boolean noSpace = String.valueOf(e.getMessage()).contains("No space left on device");
    if (noSpace || folder.toFile().getUsableSpace() == 0) {
      return full();
    }
    throw new IllegalStateException("an upload could not be written", e);
  }

  private static Problem full() {
    return new Problem(
        507, "disk-full", "The server's disk is full; the file was not kept. Tell who runs it.");
  }
}
