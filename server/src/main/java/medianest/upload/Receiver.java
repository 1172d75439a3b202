package medianest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import medianest.db.GroupCommit;
import medianest.http.Problem;
import medianest.library.ItemId;
import medianest.media.track.Container;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a client sends to disk, so that it is there after a power cut once it is
 * acknowledged: content and folder are synced at the same time as the row is written, and the file
 * is a part by its name until all three are there. See {@link Recovery} for what a power cut in
 * between may leave.
 */
final class Receiver {

  private static final String PART = ".part";
  private static final int PIECE = 256 << 10;

  /** Enough to tell what the file is. */
  private static final int HEAD = 64 << 10;

  private static final int LEAST_PIECE = 4 << 10;

  private final Path folder;
  private final UploadConfig config;
  private final LongAdder refusedForSpace = new LongAdder();
  private final GroupCommit<UUID> names = new GroupCommit<>(this::syncFolder);

  Receiver(Path folder, UploadConfig config) {
    this.folder = folder;
    this.config = config;
  }

  /**
   * What has come. It lies in its part file, and is still to be {@linkplain #settle settled}.
   *
   * @param name that the file is to have
   */
  record Arrived(String name, Content content) {}

  /**
   * Receives a file to its end. Nothing is left where that fails.
   *
   * @param announced bytes that the client says it sends; -1 where it does not
   * @param progress is told how many have come
   * @throws Problem 413, 415 or 507, with the reason
   * @throws IOException if the client went away
   */
  Arrived receive(
      UUID id, String fileName, InputStream content, long announced, LongConsumer progress)
      throws IOException {
    refuseLarge(announced);
    refuseFull(Math.max(0, announced));
    boolean whole = false;
    try {
      Arrived arrived = write(id, fileName, content, new byte[piece(announced)], progress);
      whole = true;
      return arrived;
    } finally {
      if (!whole) {
        Files.deleteIfExists(part(id));
      }
    }
  }

  /**
   * Waits until content and name of a part survive a power cut, and does meanwhile what waits for
   * the disk as well. Where either fails the caller has to {@linkplain #forget forget} the file.
   */
  void settle(UUID id, Runnable meanwhile) throws InterruptedIOException {
    FutureTask<@Nullable Void> content = beside("content " + id, () -> syncContent(id));
    FutureTask<@Nullable Void> name = beside("name " + id, () -> names.write(id));
    meanwhile.run();
    await(content);
    await(name);
  }

  private static FutureTask<@Nullable Void> beside(String name, Runnable action) {
    FutureTask<@Nullable Void> task = new FutureTask<>(action, null);
    Thread.ofVirtual().name(name).start(task);
    return task;
  }

  private static void await(FutureTask<@Nullable Void> task) throws InterruptedIOException {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The upload was interrupted.");
    }
  }

  /** Gives a part that is settled its name; that may be lost again, and is found again then. */
  Path name(UUID id, String name) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(part(id))) {
      Files.move(part(id), file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  boolean isNamed(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** Whether the part is there with that content. */
  boolean holds(UUID id, Content content) throws IOException {
    return Files.exists(part(id)) && PartFile.holds(part(id), content);
  }

  /** Removes a file, whatever it is called by now. */
  void forget(UUID id) throws IOException {
    try (var files = Files.newDirectoryStream(folder, id + ".*")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The files that were coming when the last process ended, or had not got their names yet. */
  List<UUID> parts() throws IOException {
    List<UUID> ids = new ArrayList<>();
    try (var parts = Files.newDirectoryStream(folder, "*" + PART)) {
      for (Path part : parts) {
        String name = part.getFileName().toString();
        ItemId.parse(name.substring(0, name.length() - PART.length()))
            .ifPresent(id -> ids.add(id.value()));
      }
    }
    return ids;
  }

  private Path part(UUID id) {
    return folder.resolve(id + PART);
  }

  /** Small files are not worth a large piece of memory each. */
  private static int piece(long announced) {
    return announced < 0 ? PIECE : Math.clamp(announced, LEAST_PIECE, PIECE);
  }

  private Arrived write(
      UUID id, String fileName, InputStream content, byte[] piece, LongConsumer progress)
      throws IOException {
    try (PartFile file = create(part(id))) {
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
      return new Arrived(id + "." + FileType.extension(container), file.content());
    }
  }

  private PartFile create(Path part) {
    try {
      return PartFile.create(part);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What goes wrong here is the disk's, and never the client's. */
  private void write(PartFile file, ByteBuffer piece) {
    try {
      file.write(piece);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void syncContent(UUID id) {
    try (FileChannel file = FileChannel.open(part(id), StandardOpenOption.WRITE)) {
      file.force(false);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Once for all files that were begun meanwhile. */
  private void syncFolder(List<UUID> names) {
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

  /** How many files were not kept for want of space, the reserve included. */
  long refusedForSpace() {
    return refusedForSpace.sum();
  }

  private Problem full() {
    refusedForSpace.increment();
    return new Problem(
        507, "disk-full", "The server's disk is full; the file was not kept. Tell who runs it.");
  }
}
