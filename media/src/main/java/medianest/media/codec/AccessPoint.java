package medianest.media.codec;

import java.io.IOException;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the first coded picture of a sample says of random access, whatever the container claims:
 * files mark pictures as key frames from which players cannot start.
 */
public enum AccessPoint {
  /** Decoding can start here, and nothing after it needs anything before. */
  CLEAN,
  /** Decoding can start here, but pictures that follow it and are shown before it may be lost. */
  OPEN,
  /** A picture that is lost when decoding starts at the open access point before it. */
  SKIPPED_LEADING,
  NONE;

  /** Bytes read at a time: a NAL unit's head is small, but parameter sets may come before it. */
  private static final int LOOK = 64;

  /** Units looked at before giving up; an access unit has a handful before its first slice. */
  private static final int MOST_UNITS = 64;

  private static final int AV1_SEQUENCE_HEADER = 1;
  private static final int AV1_FRAME_HEADER = 3;
  private static final int AV1_FRAME = 6;

  /** Tells by the first byte of a NAL unit; null where the unit is no picture. */
  private interface UnitType {
    @Nullable AccessPoint of(int head);
  }

  /**
   * Of a sample of length-prefixed H.264 (ITU-T H.264 table 7-1). Only an IDR picture will do:
   * browsers do not start at a recovery point.
   */
  public static AccessPoint ofAvc(ByteSource source, long offset, int size, int nalLengthSize)
      throws IOException {
    return firstPicture(source, offset, size, nalLengthSize, AccessPoint::avc);
  }

  private static @Nullable AccessPoint avc(int head) {
    return switch (head & 0x1f) {
      case 5 -> CLEAN;
      case 1, 2, 3, 4 -> NONE;
      default -> null;
    };
  }

  /** Of a sample of length-prefixed HEVC (ITU-T H.265 table 7-1). */
  public static AccessPoint ofHevc(ByteSource source, long offset, int size, int nalLengthSize)
      throws IOException {
    return firstPicture(source, offset, size, nalLengthSize, AccessPoint::hevc);
  }

  private static @Nullable AccessPoint hevc(int head) {
    int type = head >> 1 & 0x3f;
    return switch (type) {
      case 16, 17, 18, 19, 20 -> CLEAN;
      case 21 -> OPEN;
      case 8, 9 -> SKIPPED_LEADING;
      default -> type < 32 ? NONE : null;
    };
  }

  private static AccessPoint firstPicture(
      ByteSource source, long offset, int size, int nalLengthSize, UnitType type)
      throws IOException {
    long end = Math.min(offset + size, source.length());
    long unit = offset;
    byte[] look = new byte[0];
    long lookStart = offset;
    for (int i = 0; i < MOST_UNITS && unit + nalLengthSize < end; i++) {
      if (unit + nalLengthSize + 1 > lookStart + look.length) {
        look = source.bytes(unit, (int) Math.min(LOOK, end - unit));
        lookStart = unit;
      }
      int at = (int) (unit - lookStart);
      long length = 0;
      for (int k = 0; k < nalLengthSize; k++) {
        length = length << 8 | (look[at + k] & 0xff);
      }
      AccessPoint point = length == 0 ? null : type.of(look[at + nalLengthSize] & 0xff);
      if (point != null) {
        return point;
      }
      unit += nalLengthSize + length;
    }
    return NONE;
  }

  /** Of a VP9 frame, by its first byte (VP9 bitstream specification 6.2). */
  public static AccessPoint ofVp9(int head) {
    boolean fourthProfile = (head & 0x30) == 0x30;
    int flags = fourthProfile ? head >> 1 : head >> 2;
    boolean shownAgain = (flags & 2) != 0;
    boolean interFrame = (flags & 1) != 0;
    return head >> 6 != 2 || shownAgain || interFrame ? NONE : CLEAN;
  }

  /**
   * Of an AV1 temporal unit, by its first bytes (AV1 specification 5.3 to 5.9): a key frame that is
   * shown at once, after its sequence header.
   *
   * @param start the first bytes of the sample, as many as may hold the head of its first frame
   */
  public static AccessPoint ofAv1(Bytes start) throws IOException {
    ByteCursor cursor = ByteCursor.over(start);
    boolean sequence = false;
    while (cursor.remaining() >= 2) {
      int head = cursor.u8();
      int type = head >> 3 & 0xf;
      cursor.skip((head & 4) != 0 ? 1 : 0);
      long size = (head & 2) != 0 ? leb128(cursor) : cursor.remaining();
      if (type == AV1_FRAME || type == AV1_FRAME_HEADER) {
        // show_existing_frame 0, frame_type KEY_FRAME 00, show_frame 1.
        return sequence && cursor.hasRemaining() && cursor.u8() >> 4 == 1 ? CLEAN : NONE;
      }
      sequence |= type == AV1_SEQUENCE_HEADER;
      cursor.skip((int) Math.min(size, cursor.remaining()));
    }
    return NONE;
  }

  /** leb128() of AV1 specification 4.10.5. */
  private static long leb128(ByteCursor cursor) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      int next = cursor.u8();
      value |= (next & 0x7fL) << shift;
      if ((next & 0x80) == 0) {
        break;
      }
    }
    return value;
  }
}
