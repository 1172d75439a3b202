package medianest.media.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one media file, read by position. Implementations are safe for use by several
 * threads at once, and never change the length they answered first: a file that grows or shrinks
 * meanwhile is another file.
 */
public interface ByteSource extends Closeable {

  /** Bytes in the source. */
  long length();

  /**
   * Fills what remains of {@code target} with the bytes from {@code position} on.
   *
   * @throws BrokenMedia if the source ends before {@code target} is full
   */
  void read(long position, ByteBuffer target) throws IOException;

  /**
   * The {@code size} bytes from {@code position} on; the size is checked against the length before
   * anything is allocated.
   */
  default byte[] bytes(long position, int size) throws IOException {
    if (position < 0 || size < 0 || position > length() - size) {
      throw new BrokenMedia(
          "The file ends at byte "
              + length()
              + ", but refers to "
              + size
              + " bytes at "
              + position
              + ".");
    }
    byte[] bytes = new byte[size];
    read(position, ByteBuffer.wrap(bytes));
    return bytes;
  }
}
