package medianest.media.mkv;

import java.io.IOException;

/**
 * The frames of one block (RFC 9559 clause 10.3). A block whose lacing contradicts its size holds
 * no frame that could be told from the others, so it holds none.
 */
final class Lacing {

  private static final int XIPH = 1;
  private static final int EBML = 3;
  private static final int MOST_FRAMES = 256;

  private final long[] offsets = new long[MOST_FRAMES];
  private final int[] sizes = new int[MOST_FRAMES];
  private int count;
  private long at;

  int count() {
    return count;
  }

  long offset(int i) {
    return offsets[i];
  }

  int size(int i) {
    return sizes[i];
  }

  void split(EbmlReader reader, long start, long end, int kind) throws IOException {
    count = 0;
    if (end - start > Integer.MAX_VALUE) {
      return;
    }
    if (kind == 0) {
      count = 1;
      offsets[0] = start;
      sizes[0] = (int) (end - start);
      return;
    }
    if (start >= end) {
      return;
    }
    int frames = reader.u8(start) + 1;
    at = start + 1;
    boolean whole =
        switch (kind) {
          case XIPH -> xiph(reader, end, frames);
          case EBML -> ebml(reader, end, frames);
          default -> fixed(end, frames);
        };
    count = whole && place(end, frames) ? frames : 0;
  }

  /** Each size but the last as a sum of bytes that ends with the first below 255. */
  private boolean xiph(EbmlReader reader, long end, int frames) throws IOException {
    for (int i = 0; i < frames - 1; i++) {
      int size = 0;
      int part;
      do {
        if (at >= end) {
          return false;
        }
        part = reader.u8(at++);
        size += part;
      } while (part == 255);
      sizes[i] = size;
    }
    return true;
  }

  /** The first size as a number of variable length, then signed differences. */
  private boolean ebml(EbmlReader reader, long end, int frames) throws IOException {
    long size = 0;
    for (int i = 0; i < frames - 1; i++) {
      if (at >= end) {
        return false;
      }
      int length = Integer.numberOfLeadingZeros(reader.u8(at)) - 23;
      if (length > 8 || at + length > end) {
        return false;
      }
      long value = 0;
      for (int k = 0; k < length; k++) {
        value = value << 8 | reader.u8(at + k);
      }
      value &= EbmlReader.valueMask(length);
      // Differences are shifted by half of their range to be never negative.
      size += i == 0 ? value : value - EbmlReader.valueMask(length) / 2;
      at += length;
      if (size < 0 || size > end - at) {
        return false;
      }
      sizes[i] = (int) size;
    }
    return true;
  }

  /** All of one size; none of nothing, or five bytes would stand for 256 samples. */
  private boolean fixed(long end, int frames) {
    int size = (int) ((end - at) / frames);
    if (size == 0 || (end - at) % frames != 0) {
      return false;
    }
    for (int i = 0; i < frames; i++) {
      sizes[i] = size;
    }
    return true;
  }

  /** Puts the frames one behind the other; the last takes what is left. */
  private boolean place(long end, int frames) {
    long offset = at;
    for (int i = 0; i < frames; i++) {
      offsets[i] = offset;
      if (i == frames - 1) {
        sizes[i] = (int) (end - offset);
      }
      offset += sizes[i];
      if (offset > end) {
        return false;
      }
    }
    return true;
  }
}
