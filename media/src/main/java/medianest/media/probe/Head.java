package medianest.media.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;

/** Some bytes of a file; what lies behind them counts as different from everything. */
record Head(Bytes bytes) {

  static Head of(ByteSource source, long position, int most) throws IOException {
    long left = Math.max(0, source.length() - position);
    return new Head(Bytes.of(source.bytes(position, (int) Math.min(most, left))));
  }

  int length() {
    return bytes.length();
  }

  /** The byte at {@code i}, or -1 where there is none. */
  int at(int i) {
    return i >= 0 && i < bytes.length() ? bytes.at(i) : -1;
  }

  /** Whether the bytes of that text, in ISO 8859-1, lie at {@code i}. */
  boolean has(int i, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int k = 0; k < wanted.length; k++) {
      if (at(i + k) != (wanted[k] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** Whether those bytes lie at {@code i}. */
  boolean has(int i, int... values) {
    for (int k = 0; k < values.length; k++) {
      if (at(i + k) != values[k]) {
        return false;
      }
    }
    return true;
  }

  int u32(int i) {
    return at(i) << 24 | at(i + 1) << 16 | at(i + 2) << 8 | at(i + 3);
  }
}
