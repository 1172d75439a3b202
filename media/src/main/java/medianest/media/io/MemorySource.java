package medianest.media.io;

import java.nio.ByteBuffer;

/** Bytes that are in memory already. */
public final class MemorySource implements ByteSource {

  private final byte[] bytes;

  /** Takes the array as it is, without a copy. */
  public MemorySource(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void read(long position, ByteBuffer target) throws BrokenMedia {
    int size = target.remaining();
    if (position < 0 || position > bytes.length - size) {
      throw new BrokenMedia(
          "The file ends at byte " + bytes.length + ", earlier than it says itself.");
    }
    target.put(bytes, (int) position, size);
  }

  @Override
  public void close() {}
}
