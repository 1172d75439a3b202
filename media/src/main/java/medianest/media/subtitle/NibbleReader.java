package medianest.media.subtitle;

import medianest.media.io.Bytes;

/**
 * Reads the runs of a subpicture's field, which are written in one to four halves of a byte: six
 * bits or more of them say how long, the last two which colour. Behind the end there are zeros.
 */
final class NibbleReader {

  private final Bytes bytes;
  private int nibble;

  NibbleReader(Bytes bytes, int from) {
    this.bytes = bytes;
    this.nibble = 2 * from;
  }

  /** Length times four plus colour; a length of 0 goes to the end of the line. */
  int run() {
    int code = next();
    // Each half more is announced by so many zeros before the length.
    for (int least = 0x4; code < least && least <= 0x40; least <<= 2) {
      code = code << 4 | next();
    }
    return code;
  }

  /** Goes on with a whole byte, as each line does. */
  void align() {
    nibble += nibble & 1;
  }

  private int next() {
    int at = nibble >> 1;
    if (at >= bytes.length()) {
      return 0;
    }
    int value = (nibble++ & 1) == 0 ? bytes.at(at) >> 4 : bytes.at(at) & 0xf;
    return value;
  }
}
