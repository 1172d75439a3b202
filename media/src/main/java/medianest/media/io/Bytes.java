package medianest.media.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** A short run of bytes as a value: never changed, equal to another with the same content. */
public final class Bytes {

  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Takes a copy of the array. */
  public static Bytes of(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /** Takes a copy of a part of the array. */
  public static Bytes of(byte[] content, int from, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(content, from, from + length));
  }

  /** Takes what remains of the buffer, and advances it to its end. */
  public static Bytes of(ByteBuffer buffer) {
    byte[] content = new byte[buffer.remaining()];
    buffer.get(content);
    return content.length == 0 ? EMPTY : new Bytes(content);
  }

  public int length() {
    return content.length;
  }

  public boolean isEmpty() {
    return content.length == 0;
  }

  /** The byte at {@code i}, from 0 to 255. */
  public int at(int i) {
    return content[i] & 0xff;
  }

  /** The bytes from {@code from} up to {@code to}. */
  public Bytes slice(int from, int to) {
    Objects.checkFromToIndex(from, to, content.length);
    return of(content, from, to - from);
  }

  /** The array itself, for the readers of this package, which do not change it. */
  byte[] content() {
    return content;
  }

  public byte[] toArray() {
    return content.clone();
  }

  /** A read-only view. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Lower-case hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(content);
  }
}
