package medianest.media.io;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers and runs of bytes one after the other from a bounded piece of memory. Reading past
 * its end is the file's fault, so it is {@link BrokenMedia}. Big-endian where the name does not say
 * otherwise.
 */
public final class ByteCursor {

  private final byte[] array;
  private final int start;
  private final int end;
  private int at;

  private ByteCursor(byte[] array, int start, int end) {
    this.array = array;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  /** Over the whole array, which is not copied. */
  public static ByteCursor over(byte[] array) {
    return new ByteCursor(array, 0, array.length);
  }

  public static ByteCursor over(Bytes bytes) {
    return over(bytes.content());
  }

  /** Bytes read so far. */
  public int position() {
    return at - start;
  }

  public int remaining() {
    return end - at;
  }

  public boolean hasRemaining() {
    return at < end;
  }

  public int u8() throws BrokenMedia {
    return array[advance(1)] & 0xff;
  }

  public int u16() throws BrokenMedia {
    int i = advance(2);
    return (array[i] & 0xff) << 8 | (array[i + 1] & 0xff);
  }

  public int i16() throws BrokenMedia {
    return (short) u16();
  }

  public int u24() throws BrokenMedia {
    return u8() << 16 | u16();
  }

  public int i32() throws BrokenMedia {
    return u16() << 16 | u16();
  }

  public long u32() throws BrokenMedia {
    return i32() & 0xffff_ffffL;
  }

  public long i64() throws BrokenMedia {
    return (long) i32() << 32 | u32();
  }

  /** An unsigned 64-bit number that has to fit into 63 bits, as every size and time does. */
  public long u64() throws BrokenMedia {
    long value = i64();
    if (value < 0) {
      throw new BrokenMedia("The file holds a number that is larger than any file or time can be.");
    }
    return value;
  }

  public int u16LittleEndian() throws BrokenMedia {
    int i = advance(2);
    return (array[i + 1] & 0xff) << 8 | (array[i] & 0xff);
  }

  public long u32LittleEndian() throws BrokenMedia {
    return u16LittleEndian() | (long) u16LittleEndian() << 16;
  }

  public ByteCursor skip(int count) throws BrokenMedia {
    advance(count);
    return this;
  }

  public Bytes bytes(int count) throws BrokenMedia {
    int from = advance(count);
    return Bytes.of(array, from, count);
  }

  /** All that is left. */
  public Bytes rest() {
    Bytes rest = Bytes.of(array, at, end - at);
    at = end;
    return rest;
  }

  /** A cursor of its own over the next {@code count} bytes, which this one passes over. */
  public ByteCursor slice(int count) throws BrokenMedia {
    int from = advance(count);
    return new ByteCursor(array, from, from + count);
  }

  /** A cursor of its own over the same bytes, from their start. */
  public ByteCursor again() {
    return new ByteCursor(array, start, end);
  }

  /** Over the bits of all that is left. */
  public BitCursor bits() {
    return new BitCursor(array, at, end);
  }

  /** The next {@code count} bytes as ISO 8859-1, which keeps a four-character code as it is. */
  public String latin1(int count) throws BrokenMedia {
    int from = advance(count);
    return new String(array, from, count, StandardCharsets.ISO_8859_1);
  }

  public String utf8(int count) throws BrokenMedia {
    int from = advance(count);
    return new String(array, from, count, StandardCharsets.UTF_8);
  }

  /** Bytes after their length as 32 bits. */
  public Bytes block() throws BrokenMedia {
    return bytes(i32());
  }

  /** UTF-8 after its length as 32 bits. */
  public String text() throws BrokenMedia {
    return utf8(i32());
  }

  private int advance(int count) throws BrokenMedia {
    if (count < 0 || count > end - at) {
      throw new BrokenMedia(
          "A structure of the file ends in the middle of a value of " + count + " bytes.");
    }
    int from = at;
    at += count;
    return from;
  }
}
