package medianest.transcode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Encoded segments on disk, for all users and over restarts. It never holds more bytes than its
 * bound, nor fills the disk; what was not asked for the longest goes first. A file appears whole or
 * not at all.
 */
final class SegmentCache {

  private static final String UNFINISHED = ".part";

  /**
   * Room of the disk that is left to the database and to uploads, which fail where it is full,
   * while what is here can be made again.
   */
  private static final long MOST_SPARE = 256L << 20;

  private static final long SPARE_SHARE = 20;

  private final Path folder;
  private final FileStore disk;
  private final long bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Path, Long> sizes = new LinkedHashMap<>(64, 0.75f, true);
  private final AtomicLong written = new AtomicLong();
  private long bytes;

  private SegmentCache(Path folder, FileStore disk, long bound) {
    this.folder = folder;
    this.disk = disk;
    this.bound = bound;
  }

  /** Finds what the last process left, oldest first, and removes what it left unfinished. */
  static SegmentCache open(Path folder, long bound) throws IOException {
    Files.createDirectories(folder);
    SegmentCache cache = new SegmentCache(folder, Files.getFileStore(folder), bound);
    record Found(Path file, long size, FileTime written) {}
    List<Found> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            if (file.toString().endsWith(UNFINISHED)) {
              Files.delete(file);
            } else {
              found.add(new Found(file, facts.size(), facts.lastModifiedTime()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing(Found::written));
    for (Found each : found) {
      cache.sizes.put(each.file(), each.size());
      cache.bytes += each.size();
    }
    cache.makeRoom(0);
    return cache;
  }

  /** The segment, open; null where it is not there. */
  @Nullable FileChannel find(SegmentKey key) throws IOException {
    Path file = file(key);
    if (!contains(key)) {
      return null;
    }
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      forget(file);
      return null;
    }
  }

  /** Whether it is there; it counts as asked for. */
  boolean contains(SegmentKey key) {
    lock.lock();
    try {
      return sizes.get(file(key)) != null;
    } finally {
      lock.unlock();
    }
  }

  void put(SegmentKey key, ByteBuffer content) throws IOException {
    try (Writing writing = write(key)) {
      writing.write(content);
      writing.commit();
    }
  }

  /** A file that is to be written piece by piece. */
  Writing write(SegmentKey key) throws IOException {
    Path file = file(key);
    Files.createDirectories(folder.resolve(key.source()).resolve(key.rendition()));
    return new Writing(file, file.resolveSibling(written.incrementAndGet() + UNFINISHED));
  }

  /** Where it is; empty where it is not. */
  Optional<Path> path(SegmentKey key) {
    return contains(key) ? Optional.of(file(key)) : Optional.empty();
  }

  /** A file that grows. Its bytes count as soon as they are written; it is kept if committed. */
  final class Writing implements AutoCloseable {

    private final Path file;
    private final Path part;
    private final FileChannel out;
    private long size;
    private boolean kept;

    private Writing(Path file, Path part) throws IOException {
      this.file = file;
      this.part = part;
      this.out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void write(ByteBuffer content) throws IOException {
      int more = content.remaining();
      if (size + more > bound) {
        throw new IOException("a file beyond the bound of the cache");
      }
      reserve(more);
      size += more;
      while (content.hasRemaining()) {
        out.write(content);
      }
    }

    long size() {
      return size;
    }

    void commit() throws IOException {
      out.close();
      lock.lock();
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        kept = true;
        Long before = sizes.put(file, size);
        bytes -= before == null ? 0 : before;
      } finally {
        lock.unlock();
      }
    }

    /** A full disk leaves half a file, which is neither kept nor served. */
    @Override
    public void close() throws IOException {
      out.close();
      if (!kept) {
        release(size);
        Files.deleteIfExists(part);
      }
    }
  }

  /** Bytes that it holds. */
  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private Path file(SegmentKey key) {
    return folder.resolve(key.source()).resolve(key.rendition()).resolve(key.fileName());
  }

  private void forget(Path file) {
    lock.lock();
    try {
      Long size = sizes.remove(file);
      bytes -= size == null ? 0 : size;
    } finally {
      lock.unlock();
    }
  }

  /** What is being written counts before it is, so that the bound holds at every moment. */
  private void reserve(long size) throws IOException {
    lock.lock();
    try {
      makeRoom(size);
      bytes += size;
    } finally {
      lock.unlock();
    }
  }

  private void release(long size) {
    lock.lock();
    try {
      bytes -= size;
    } finally {
      lock.unlock();
    }
  }

  /** An open file that is removed stays readable for those who read it. */
  private void makeRoom(long wanted) throws IOException {
    lock.lock();
    try {
      Iterator<Map.Entry<Path, Long>> oldest = sizes.entrySet().iterator();
      while ((bytes + wanted > bound || !fits(wanted)) && oldest.hasNext()) {
        Map.Entry<Path, Long> entry = oldest.next();
        Files.deleteIfExists(entry.getKey());
        bytes -= entry.getValue();
        oldest.remove();
      }
      if (wanted > 0 && (bytes + wanted > bound || !fits(wanted))) {
        throw new IOException("there is no room in " + folder);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the disk takes so much more, and leaves others what they need to go on. */
  private boolean fits(long wanted) throws IOException {
    long spare = Math.min(MOST_SPARE, disk.getTotalSpace() / SPARE_SHARE);
    return disk.getUsableSpace() - wanted >= spare;
  }
}
