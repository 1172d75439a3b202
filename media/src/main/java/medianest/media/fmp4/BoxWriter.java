package medianest.media.fmp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import medianest.media.io.Bytes;

/** Writes boxes of ISO/IEC 14496-12 into memory; a box's size is filled in when it is closed. */
final class BoxWriter {

  private byte[] bytes;
  private int size;

  BoxWriter(int expectedSize) {
    this.bytes = new byte[expectedSize];
  }

  /** Opens a box; the answer closes it by {@link #end}. */
  int begin(String type) {
    int start = size;
    u32(0);
    fourCc(type);
    return start;
  }

  /** Opens a full box (4.2). */
  int begin(String type, int version, int flags) {
    int start = begin(type);
    u32((long) version << 24 | flags);
    return start;
  }

  void end(int start) {
    put32(start, size - start);
  }

  BoxWriter u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  BoxWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  BoxWriter u32(long value) {
    reserve(4);
    size += 4;
    put32(size - 4, value);
    return this;
  }

  BoxWriter u64(long value) {
    return u32(value >>> 32).u32(value);
  }

  BoxWriter zeros(int count) {
    reserve(count);
    size += count;
    return this;
  }

  BoxWriter fourCc(String type) {
    return raw(type.getBytes(StandardCharsets.ISO_8859_1));
  }

  BoxWriter raw(byte[] content) {
    reserve(content.length);
    System.arraycopy(content, 0, bytes, size, content.length);
    size += content.length;
    return this;
  }

  BoxWriter raw(Bytes content) {
    return raw(content.toArray());
  }

  /** Writes a whole box. */
  BoxWriter box(String type, Bytes content) {
    int start = begin(type);
    raw(content);
    end(start);
    return this;
  }

  /** Replaces four bytes that were written before. */
  void put32(int at, long value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  int size() {
    return size;
  }

  /** What was written, no longer to be changed. */
  ByteBuffer toBuffer() {
    return ByteBuffer.wrap(Arrays.copyOf(bytes, size)).asReadOnlyBuffer();
  }

  private void reserve(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
    }
  }
}
