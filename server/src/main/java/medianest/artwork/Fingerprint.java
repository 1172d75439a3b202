package medianest.artwork;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import medianest.media.io.ByteSource;

/**
 * A name for what pictures are made of: the content of the video, told by its length and three
 * samples of it, and the picture files beside it. A film that is moved or copied keeps its
 * pictures.
 */
final class Fingerprint {

  private static final int SAMPLE = 64 << 10;

  /** Goes up when pictures are made in another way, so that all are made anew. */
  private static final int MANNER = 1;

  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    number(MANNER);
  }

  /** Its first, middle and last bytes: containers keep what differs at both ends. */
  Fingerprint video(ByteSource source) throws IOException {
    long length = source.length();
    number(length);
    int size = (int) Math.min(SAMPLE, length);
    for (long at : new long[] {0, (length - size) / 2, length - size}) {
      digest.update(source.bytes(at, size));
    }
    return this;
  }

  /** Those of one kind; how many there are tells them from those of the next. */
  Fingerprint pictures(List<byte[]> files) {
    number(files.size());
    for (byte[] file : files) {
      number(file.length);
      digest.update(file);
    }
    return this;
  }

  /** Nothing where there is none, so that pictures from before there were logos keep their name. */
  Fingerprint logo(List<byte[]> files) {
    return files.isEmpty() ? this : pictures(files);
  }

  /** 128 bits of it in hexadecimal. */
  String name() {
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private void number(long value) {
    digest.update(ByteBuffer.allocate(8).putLong(value).flip());
  }
}
