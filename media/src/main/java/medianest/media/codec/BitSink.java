package medianest.media.codec;

import java.io.ByteArrayOutputStream;
import medianest.media.io.Bytes;

/** Collects the bits of a configuration record, most significant first. */
final class BitSink {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int pending;
  private int pendingBits;

  BitSink bits(int count, int value) {
    for (int i = count - 1; i >= 0; i--) {
      pending = pending << 1 | (value >> i & 1);
      if (++pendingBits == 8) {
        out.write(pending);
        pending = 0;
        pendingBits = 0;
      }
    }
    return this;
  }

  BitSink flag(boolean value) {
    return bits(1, value ? 1 : 0);
  }

  /** What was collected, filled with zeros up to a whole byte. */
  Bytes toBytes() {
    if (pendingBits > 0) {
      bits(8 - pendingBits, 0);
    }
    return Bytes.of(out.toByteArray());
  }
}
