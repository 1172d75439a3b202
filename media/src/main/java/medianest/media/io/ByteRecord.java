package medianest.media.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects numbers and runs of bytes, big-endian; the counterpart of {@link ByteCursor}. */
public final class ByteRecord {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public ByteRecord u8(int value) {
    out.write(value);
    return this;
  }

  public ByteRecord u16(int value) {
    return u8(value >> 8).u8(value);
  }

  public ByteRecord i32(int value) {
    return u16(value >> 16).u16(value);
  }

  public ByteRecord u32(long value) {
    return i32((int) value);
  }

  public ByteRecord i64(long value) {
    return u32(value >> 32).u32(value);
  }

  public ByteRecord bytes(Bytes bytes) {
    out.writeBytes(bytes.content());
    return this;
  }

  /** The length as 32 bits, then the bytes; {@link ByteCursor#block} reads it back. */
  public ByteRecord block(Bytes bytes) {
    return i32(bytes.length()).bytes(bytes);
  }

  /** The text as UTF-8 after its length; {@link ByteCursor#text} reads it back. */
  public ByteRecord text(String text) {
    return block(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  public int length() {
    return out.size();
  }

  public Bytes toBytes() {
    return Bytes.of(out.toByteArray());
  }
}
