package medianest.media.mkv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.WindowReader;

/**
 * Goes over EBML elements (RFC 8794) one after the other: {@link #next} reads the head of one, and
 * its content is then read, entered by calling {@code next} again with the end of this one, or
 * skipped.
 *
 * <p>What cannot be an element ends the walk instead of failing it, since files are cut off and
 * damaged in their middle, and all before that is good; {@link #damaged()} tells that from an end.
 */
final class EbmlReader {

  /** The size of an element that ends where something begins that cannot be in it. */
  static final long UNKNOWN_SIZE = -1;

  /**
   * For heads that lie far apart; a block's head with what stands before it takes some dozen bytes.
   */
  static final int SMALL_WINDOW = 256;

  private final WindowReader window;
  private final ByteSource source;
  private long position;
  private boolean damaged;
  private int id;
  private long size;
  private long start;

  /**
   * @param windowSize bytes that are read at once where fewer are asked for
   */
  EbmlReader(ByteSource source, int windowSize) {
    this.source = source;
    this.window = new WindowReader(source, windowSize);
  }

  long length() {
    return source.length();
  }

  /** Where the next element is looked for. */
  long position() {
    return position;
  }

  void position(long newPosition) {
    position = newPosition;
    damaged = false;
  }

  /**
   * Reads the head of the element at the current position, and stands at its content then.
   *
   * @return whether there is one that begins before {@code end}
   */
  boolean next(long end) throws IOException {
    long bound = Math.min(end, source.length());
    damaged = false;
    if (position >= bound) {
      return false;
    }
    int idLength = Integer.numberOfLeadingZeros(u8(position)) - 23;
    long sizeAt = position + idLength;
    // EBMLMaxIDLength is 4 in Matroska (RFC 9559 clause 4.2).
    if (idLength > 4 || sizeAt >= bound) {
      damaged = true;
      return false;
    }
    int sizeLength = Integer.numberOfLeadingZeros(u8(sizeAt)) - 23;
    if (sizeLength > 8 || sizeAt + sizeLength > bound) {
      damaged = true;
      return false;
    }
    id = (int) bigEndian(position, idLength);
    long value = bigEndian(sizeAt, sizeLength) & valueMask(sizeLength);
    size = value == valueMask(sizeLength) ? UNKNOWN_SIZE : value;
    start = sizeAt + sizeLength;
    position = start;
    return true;
  }

  /** Whether the last {@link #next} found bytes that are no element. */
  boolean damaged() {
    return damaged;
  }

  int id() {
    return id;
  }

  /** Bytes of the content, or {@link #UNKNOWN_SIZE}. */
  long size() {
    return size;
  }

  long start() {
    return start;
  }

  /**
   * Where the content ends, if need be beyond the file; with an unknown size, the largest number.
   */
  long end() {
    return size == UNKNOWN_SIZE ? Long.MAX_VALUE : start + size;
  }

  /** The end of the element, or that of the one around it where it would go beyond. */
  long endWithin(long parentEnd) {
    return Math.min(end(), parentEnd);
  }

  void skip() {
    position = end();
  }

  long unsigned() throws IOException {
    if (size > 8) {
      throw new BrokenMedia("The file holds a number of " + size + " bytes.");
    }
    return checked((int) size) == 0 ? 0 : bigEndian(start, (int) size);
  }

  /** An unsigned number that fits into an {@code int}; a larger one is as good as the largest. */
  int unsignedInt() throws IOException {
    long value = unsigned();
    return value < 0 || value > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) value;
  }

  boolean flag() throws IOException {
    return unsigned() != 0;
  }

  double real() throws IOException {
    return switch (checked(size == 4 || size == 8 ? (int) size : 0)) {
      case 4 -> Float.intBitsToFloat((int) bigEndian(start, 4));
      case 8 -> Double.longBitsToDouble(bigEndian(start, 8));
      default -> 0;
    };
  }

  /** A string, without what follows a zero byte (RFC 8794 clause 7.4). */
  String text(int most) throws IOException {
    byte[] content = bytes(most).toArray();
    int length = 0;
    while (length < content.length && content[length] != 0) {
      length++;
    }
    return new String(content, 0, length, StandardCharsets.UTF_8);
  }

  Bytes bytes(int most) throws IOException {
    if (size > most) {
      throw new BrokenMedia("The file holds a value of " + size + " bytes where few belong.");
    }
    return Bytes.of(window.bytes(start, checked((int) size)));
  }

  int u8(long at) throws IOException {
    return window.u8(at);
  }

  int i16(long at) throws IOException {
    return (short) (u8(at) << 8 | u8(at + 1));
  }

  /** The bytes at {@code at}, {@code most} of them or as many as the file has. */
  Bytes upTo(long at, int most) throws IOException {
    return Bytes.of(window.upTo(at, most));
  }

  private int checked(int length) throws BrokenMedia {
    if (length < 0) {
      throw new BrokenMedia("A value of the file does not say how long it is.");
    }
    return length;
  }

  private long bigEndian(long at, int length) throws IOException {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | u8(at + i);
    }
    return value;
  }

  /** The bits that count of a number of variable length (RFC 8794 clause 4). */
  static long valueMask(int length) {
    return (1L << (7 * length)) - 1;
  }
}
