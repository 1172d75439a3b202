package medianest.media.io;

/** Reads bits, most significant first, from a bounded piece of memory. */
public final class BitCursor {

  private final byte[] array;
  private final long end;
  private long at;

  /** Over the bytes from {@code from} up to {@code to}. */
  BitCursor(byte[] array, int from, int to) {
    this.array = array;
    this.at = 8L * from;
    this.end = 8L * to;
  }

  public static BitCursor over(Bytes bytes) {
    return new BitCursor(bytes.content(), 0, bytes.length());
  }

  /** Bits left. */
  public long remaining() {
    return end - at;
  }

  public boolean flag() throws BrokenMedia {
    return bits(1) == 1;
  }

  /** Up to 32 bits as an unsigned number in an {@code int}. */
  public int bits(int count) throws BrokenMedia {
    if (count < 0 || count > 32) {
      throw new IllegalArgumentException("a number of " + count + " bits");
    }
    require(count);
    int value = 0;
    for (int left = count; left > 0; ) {
      int inByte = (int) (at & 7);
      int take = Math.min(8 - inByte, left);
      int bits = ((array[(int) (at >>> 3)] & 0xff) >> (8 - inByte - take)) & ((1 << take) - 1);
      value = value << take | bits;
      at += take;
      left -= take;
    }
    return value;
  }

  public BitCursor skip(long count) throws BrokenMedia {
    require(count);
    at += count;
    return this;
  }

  /** Up to the next whole byte. */
  public BitCursor align() {
    at = (at + 7) & ~7L;
    return this;
  }

  /** An unsigned Exp-Golomb number, ue(v) of ITU-T H.264 clause 9.1. */
  public int ue() throws BrokenMedia {
    int zeros = 0;
    while (!flag()) {
      if (++zeros > 30) {
        throw new BrokenMedia("A parameter set of the video holds a number that is out of range.");
      }
    }
    return (1 << zeros) - 1 + bits(zeros);
  }

  /** A signed Exp-Golomb number, se(v) of ITU-T H.264 clause 9.1.1. */
  public int se() throws BrokenMedia {
    int k = ue();
    return (k & 1) == 0 ? -(k >>> 1) : (k >>> 1) + 1;
  }

  private void require(long count) throws BrokenMedia {
    if (count < 0 || count > end - at) {
      throw new BrokenMedia("A structure of the file ends in the middle of a value.");
    }
  }
}
