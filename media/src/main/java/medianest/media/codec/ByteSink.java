package medianest.media.codec;

import java.io.ByteArrayOutputStream;
import medianest.media.io.Bytes;

/** Collects the bytes of a configuration record, big-endian. */
final class ByteSink {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ByteSink u8(int value) {
    out.write(value);
    return this;
  }

  ByteSink u16(int value) {
    return u8(value >> 8).u8(value);
  }

  ByteSink u32(long value) {
    return u16((int) (value >> 16)).u16((int) value);
  }

  ByteSink bytes(Bytes bytes) {
    out.writeBytes(bytes.toArray());
    return this;
  }

  Bytes toBytes() {
    return Bytes.of(out.toByteArray());
  }
}
