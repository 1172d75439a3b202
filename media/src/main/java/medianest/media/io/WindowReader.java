package medianest.media.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Serves many small reads that lie close together from one larger read of a source. For one thread
 * at a time.
 */
public final class WindowReader {

  private final ByteSource source;
  private final byte[] window;
  private long windowStart;
  private int windowLength;

  /**
   * Reads the source through a window.
   *
   * @param windowSize bytes that are read at once where fewer are asked for
   */
  public WindowReader(ByteSource source, int windowSize) {
    this.source = source;
    this.window = new byte[windowSize];
  }

  public long length() {
    return source.length();
  }

  public int u8(long position) throws IOException {
    return window[locate(position, 1)] & 0xff;
  }

  public long u32(long position) throws IOException {
    return cursor(position, 4).u32();
  }

  public long u64(long position) throws IOException {
    return cursor(position, 8).u64();
  }

  /** Over a copy of the {@code size} bytes at {@code position}. */
  public ByteCursor cursor(long position, int size) throws IOException {
    return ByteCursor.over(bytes(position, size));
  }

  /** A copy of the {@code size} bytes at {@code position}; what exceeds the window passes by it. */
  public byte[] bytes(long position, int size) throws IOException {
    if (size > window.length) {
      return source.bytes(position, size);
    }
    byte[] copy = new byte[size];
    System.arraycopy(window, locate(position, size), copy, 0, size);
    return copy;
  }

  /** The bytes at {@code position}, {@code most} of them or as many as there are. */
  public byte[] upTo(long position, int most) throws IOException {
    long left = Math.max(0, source.length() - position);
    return bytes(position, (int) Math.min(most, left));
  }

  private int locate(long position, int size) throws IOException {
    if (position < 0 || position > source.length() - size) {
      throw new BrokenMedia(
          "The file ends at byte " + source.length() + ", but goes on at " + position + ".");
    }
    if (position < windowStart || position > windowStart + windowLength - size) {
      int fill = (int) Math.min(window.length, source.length() - position);
      windowLength = 0;
      source.read(position, ByteBuffer.wrap(window, 0, fill));
      windowStart = position;
      windowLength = fill;
    }
    return (int) (position - windowStart);
  }
}
