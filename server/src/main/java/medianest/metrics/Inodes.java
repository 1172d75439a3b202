package medianest.metrics;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * How many files a file system has and can have, for which Java has no words: a disk may be full of
 * files while it has bytes left, and says "No space left on device" all the same.
 *
 * @param limit how many there can be; 0 where there is no fixed number, or where nobody tells
 */
record Inodes(long used, long limit) {

  private static final Inodes UNKNOWN = new Inodes(0, 0);

  /**
   * Of struct statvfs, which is the same in the 64-bit glibc and musl: f_files and f_favail, each
   * of eight bytes. Both libraries take up less than is allotted.
   */
  private static final long FILES = 40;

  private static final long AVAILABLE = 56;
  private static final long SIZE = 256;

  /** Of the disk of a folder, as far as this program may use it. */
  static Inodes of(Path folder) {
    boolean known =
        System.getProperty("os.name").equals("Linux") && ADDRESS.byteSize() == Long.BYTES;
    return known ? Call.statvfs(folder) : UNKNOWN;
  }

  /** Made when first needed, which is not when the server starts. */
  private static final class Call {

    private static final MethodHandle STATVFS = statvfs();

    @SuppressWarnings("restricted") // the types of statvfs(3)
    private static MethodHandle statvfs() {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("statvfs"),
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    }

    static Inodes statvfs(Path folder) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment answer = arena.allocate(SIZE, 8);
        int failed = (int) STATVFS.invokeExact(arena.allocateFrom(folder.toString()), answer);
        long limit = answer.get(JAVA_LONG, FILES);
        return failed != 0 ? UNKNOWN : new Inodes(limit - answer.get(JAVA_LONG, AVAILABLE), limit);
      } catch (Throwable e) {
        throw new IllegalStateException("a function of the C library could not be called", e);
      }
    }
  }
}
