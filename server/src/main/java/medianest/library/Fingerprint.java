package medianest.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Tells by a few pieces of a file's content whether it is one that was known at another place: its
 * size, its beginning, its middle and its end. Reading all of it would take a scan days.
 */
final class Fingerprint {

  private static final int PIECE = 16 << 10;
  private static final int LENGTH = 16;

  private Fingerprint() {}

  /**
   * The fingerprint; null where the file cannot be read, or is too short to be told from others.
   */
  static @Nullable Bytes of(Path file, long size) {
    if (size < 1) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MessageDigest digest = ShortHash.digest();
      digest.update(ByteBuffer.allocate(8).putLong(0, size));
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      for (long at : new long[] {0, Math.max(0, size / 2 - PIECE / 2), Math.max(0, size - PIECE)}) {
        piece.clear();
        while (piece.hasRemaining() && channel.read(piece, at + piece.position()) > 0) {
          // Until the piece is full or the file ends.
        }
        digest.update(piece.flip());
      }
      return Bytes.of(Arrays.copyOf(digest.digest(), LENGTH));
    } catch (IOException e) {
      return null;
    }
  }
}
