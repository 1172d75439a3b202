package medianest.cache;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Values as they travel: larger ones compressed, with a first byte that says so. */
final class Packed {

  private static final int COMPRESS_FROM = 1024;

  /** What somebody else put there must not fill the memory. */
  private static final int MOST_BYTES = 8 << 20;

  private static final byte PLAIN = 0;
  private static final byte DEFLATED = 1;

  private Packed() {}

  static byte[] pack(byte[] value) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(value.length / 2 + 16);
    if (value.length < COMPRESS_FROM) {
      packed.write(PLAIN);
      packed.writeBytes(value);
      return packed.toByteArray();
    }
    packed.write(DEFLATED);
    byte[] buffer = new byte[8192];
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
      deflater.setInput(value);
      deflater.finish();
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return packed.toByteArray();
  }

  /** Null for what cannot be read: another version may have written it. */
  static byte @Nullable [] unpack(byte[] packed) {
    if (packed.length == 0) {
      return null;
    }
    return switch (packed[0]) {
      case PLAIN -> Arrays.copyOfRange(packed, 1, packed.length);
      case DEFLATED -> inflated(packed);
      default -> null;
    };
  }

  private static byte @Nullable [] inflated(byte[] packed) {
    ByteArrayOutputStream value = new ByteArrayOutputStream(packed.length * 3);
    byte[] buffer = new byte[8192];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(packed, 1, packed.length - 1);
      while (!inflater.finished()) {
        int length = inflater.inflate(buffer);
        if (length == 0 || value.size() > MOST_BYTES) {
          return null;
        }
        value.write(buffer, 0, length);
      }
      return value.toByteArray();
    } catch (DataFormatException e) {
      return null;
    }
  }
}
