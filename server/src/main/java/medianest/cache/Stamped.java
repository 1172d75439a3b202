package medianest.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A packed value behind the stamp under which it was kept. */
final class Stamped {

  private Stamped() {}

  static byte[] of(byte[] value, String stamp) {
    byte[] name = stamp.getBytes(StandardCharsets.UTF_8);
    byte[] packed = Packed.pack(value);
    return ByteBuffer.allocate(Short.BYTES + name.length + packed.length)
        .putShort((short) name.length)
        .put(name)
        .put(packed)
        .array();
  }

  /** Null where it stands under another stamp, or is not one of ours. */
  static byte @Nullable [] value(byte[] stamped, String stamp) {
    byte[] wanted = stamp.getBytes(StandardCharsets.UTF_8);
    int header = Short.BYTES + wanted.length;
    if (stamped.length <= header) {
      return null;
    }
    ByteBuffer all = ByteBuffer.wrap(stamped);
    byte[] name = new byte[wanted.length];
    if (all.getShort() != wanted.length) {
      return null;
    }
    all.get(name);
    byte[] packed = new byte[all.remaining()];
    all.get(packed);
    return Arrays.equals(name, wanted) ? Packed.unpack(packed) : null;
  }
}
