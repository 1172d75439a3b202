package medianest.library;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Short hashes, for what is to be told apart and has no short name. */
final class ShortHash {

  /** Enough for chance never to make two the same. */
  private static final int BYTES = 16;

  private ShortHash() {}

  static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] of(byte[] bytes) {
    return Arrays.copyOf(digest().digest(bytes), BYTES);
  }

  static long number(String text) {
    return ByteBuffer.wrap(of(text)).getLong();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
