package medianest.media.mkv;

import java.nio.ByteBuffer;

/** A box of ISO/IEC 14496-12 clause 4.2: its size, its type, its content. */
final class Box {

  private Box() {}

  static byte[] of(int type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .putInt(type)
        .put(content)
        .array();
  }
}
