package medianest.media.subtitle;

import java.io.IOException;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.WindowReader;

/** Takes subpictures out of a program stream (ITU-T H.222.0 clause 2.5), as DVDs have it. */
final class ProgramStream {

  private static final int START_CODE = 0x000001;
  private static final int END = 0xb9;
  private static final int PACK = 0xba;
  private static final int PRIVATE_1 = 0xbd;

  /** Of the first of 32 streams of subpictures, the first byte of a packet's payload. */
  private static final int FIRST_SUBPICTURE = 0x20;

  /** The largest subpicture takes 32 packets; others may lie between. */
  private static final int MOST_PACKETS = 512;

  /** A pack of a DVD. */
  private static final int READ_AT_ONCE = 2048;

  private final WindowReader reader;
  private final int stream;

  /**
   * Reads one stream.
   *
   * @param stream its number, from 0
   */
  ProgramStream(ByteSource source, int stream) {
    this.reader = new WindowReader(source, READ_AT_ONCE);
    this.stream = FIRST_SUBPICTURE + stream;
  }

  /** The whole subpicture whose first packet is at {@code position} or after it. */
  Bytes subPicture(long position) throws IOException {
    ByteRecord unit = new ByteRecord();
    long at = position;
    int length = Integer.MAX_VALUE;
    for (int packet = 0; packet < MOST_PACKETS && unit.length() < length; packet++) {
      long head = reader.u32(at);
      if (head >>> 8 != START_CODE || (head & 0xff) == END) {
        break;
      }
      if ((head & 0xff) == PACK) {
        at += packLength(at);
        continue;
      }
      int size = reader.cursor(at + 4, 2).u16();
      if ((head & 0xff) == PRIVATE_1) {
        add(ByteCursor.over(reader.bytes(at + 6, size)), unit);
      }
      if (unit.length() >= 2 && length == Integer.MAX_VALUE) {
        length = ByteCursor.over(unit.toBytes()).u16();
      }
      at += 6 + size;
    }
    if (unit.length() < length) {
      throw new BrokenMedia("The subtitle file ends in the middle of a picture.");
    }
    return unit.toBytes();
  }

  /** Of MPEG-2 with stuffing behind it, or of MPEG-1 (ISO/IEC 11172-1 clause 2.4.3.2). */
  private long packLength(long at) throws IOException {
    return (reader.u8(at + 4) & 0xc0) == 0x40 ? 14 + (reader.u8(at + 13) & 7) : 12;
  }

  private void add(ByteCursor packet, ByteRecord unit) throws BrokenMedia {
    // Two bytes of flags, then how long the rest of the head is.
    int head = packet.skip(2).u8();
    packet.skip(head);
    if (packet.hasRemaining() && packet.u8() == stream) {
      unit.bytes(packet.rest());
    }
  }
}
