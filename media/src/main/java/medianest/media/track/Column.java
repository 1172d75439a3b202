package medianest.media.track;

import java.util.Arrays;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;

/**
 * A long list of numbers in little memory. Sizes and times of samples are close to a straight line
 * over any short stretch, so each block of 64 keeps where its line starts, how it climbs, and how
 * far each number lies above it, in as many bits as the farthest needs. Reading one takes constant
 * time.
 *
 * <p>Arithmetic wraps, and what is added is later subtracted, so every {@code long} survives.
 */
public final class Column {

  private static final int BLOCK = 64;

  private final int count;
  private final long[] starts;
  private final long[] slopes;
  private final byte[] widths;

  /** The word at which each block begins; a block of width w takes exactly w words. */
  private final int[] places;

  private final long[] words;

  private Column(
      int count, long[] starts, long[] slopes, byte[] widths, int[] places, long[] words) {
    this.count = count;
    this.starts = starts;
    this.slopes = slopes;
    this.widths = widths;
    this.places = places;
    this.words = words;
  }

  public static Column of(long... values) {
    Builder builder = new Builder();
    for (long value : values) {
      builder.add(value);
    }
    return builder.build();
  }

  public int count() {
    return count;
  }

  public long at(int i) {
    if (i < 0 || i >= count) {
      throw new IndexOutOfBoundsException("number " + i + " of " + count);
    }
    int block = i >> 6;
    int inBlock = i & BLOCK - 1;
    long line = starts[block] + slopes[block] * inBlock;
    int width = widths[block];
    if (width == 0) {
      return line;
    }
    int bit = inBlock * width;
    int word = places[block] + (bit >> 6);
    int shift = bit & 63;
    long above = words[word] >>> shift;
    if (shift + width > 64) {
      above |= words[word + 1] << (64 - shift);
    }
    return line + (above & -1L >>> (64 - width));
  }

  /**
   * In a rising column, the place of the last number that is at most {@code value}; -1 for none.
   */
  public int lastAtMost(long value) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at(middle) <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** In a rising column, the place of the first number that is at least {@code value}. */
  public int firstAtLeast(long value) {
    return value == Long.MIN_VALUE ? 0 : lastAtMost(value - 1) + 1;
  }

  public void writeTo(ByteRecord record) {
    record.i32(count);
    for (int block = 0; block < starts.length; block++) {
      record.i64(starts[block]).i64(slopes[block]).u8(widths[block]);
    }
    for (long word : words) {
      record.i64(word);
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static Column readFrom(ByteCursor cursor) throws BrokenMedia {
    int count = cursor.i32();
    int blocks = (int) (((long) count + BLOCK - 1) / BLOCK);
    if (count < 0 || blocks > cursor.remaining() / (8 + 8 + 1)) {
      throw new BrokenMedia("A stored index does not hold the numbers that it announces.");
    }
    long[] starts = new long[blocks];
    long[] slopes = new long[blocks];
    byte[] widths = new byte[blocks];
    int[] places = new int[blocks];
    int place = 0;
    for (int block = 0; block < blocks; block++) {
      starts[block] = cursor.i64();
      slopes[block] = cursor.i64();
      widths[block] = (byte) Math.min(64, cursor.u8());
      places[block] = place;
      place += widths[block];
    }
    if (place > cursor.remaining() / 8) {
      throw new BrokenMedia("A stored index does not hold the numbers that it announces.");
    }
    long[] words = new long[place];
    for (int i = 0; i < place; i++) {
      words[i] = cursor.i64();
    }
    return new Column(count, starts, slopes, widths, places, words);
  }

  /** Takes numbers one after the other. */
  public static final class Builder {

    private final long[] pending = new long[BLOCK];
    private int count;
    private long[] starts = new long[4];
    private long[] slopes = new long[4];
    private byte[] widths = new byte[4];
    private int[] places = new int[4];
    private long[] words = new long[16];
    private int used;

    public int count() {
      return count;
    }

    public Builder add(long value) {
      pending[count++ & BLOCK - 1] = value;
      if ((count & BLOCK - 1) == 0) {
        pack(BLOCK);
      }
      return this;
    }

    public Column build() {
      int rest = count & BLOCK - 1;
      if (rest > 0) {
        pack(rest);
      }
      int blocks = (count + BLOCK - 1) / BLOCK;
      return new Column(
          count,
          Arrays.copyOf(starts, blocks),
          Arrays.copyOf(slopes, blocks),
          Arrays.copyOf(widths, blocks),
          Arrays.copyOf(places, blocks),
          Arrays.copyOf(words, used));
    }

    private void pack(int length) {
      int block = (count - 1) / BLOCK;
      if (block == starts.length) {
        starts = Arrays.copyOf(starts, 2 * block);
        slopes = Arrays.copyOf(slopes, 2 * block);
        widths = Arrays.copyOf(widths, 2 * block);
        places = Arrays.copyOf(places, 2 * block);
      }
      long climb = length == 1 ? 0 : Math.floorDiv(pending[length - 1] - pending[0], length - 1);
      long lowest = pending[0];
      long highest = pending[0];
      long lowestAbove = pending[0];
      long highestAbove = pending[0];
      for (int i = 1; i < length; i++) {
        long value = pending[i];
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
        long above = value - climb * i;
        lowestAbove = Math.min(lowestAbove, above);
        highestAbove = Math.max(highestAbove, above);
      }
      int flat = 64 - Long.numberOfLeadingZeros(highest - lowest);
      int sloped = 64 - Long.numberOfLeadingZeros(highestAbove - lowestAbove);
      long slope = flat <= sloped ? 0 : climb;
      long start = flat <= sloped ? lowest : lowestAbove;
      int width = Math.min(flat, sloped);
      starts[block] = start;
      slopes[block] = slope;
      widths[block] = (byte) width;
      places[block] = used;
      if (used + width > words.length) {
        words = Arrays.copyOf(words, 2 * (used + width));
      }
      if (width > 0) {
        putAll(length, slope, start, width);
      }
      used += width;
    }

    /**
     * Fills one word after the other in a register, which takes half the time of doing it in place.
     */
    private void putAll(int length, long slope, long start, int width) {
      int place = used;
      long word = 0;
      int filled = 0;
      for (int i = 0; i < length; i++) {
        long above = pending[i] - slope * i - start;
        word |= above << filled;
        filled += width;
        if (filled >= 64) {
          words[place++] = word;
          filled -= 64;
          word = filled == 0 ? 0 : above >>> (width - filled);
        }
      }
      if (filled > 0) {
        words[place] = word;
      }
    }
  }
}
