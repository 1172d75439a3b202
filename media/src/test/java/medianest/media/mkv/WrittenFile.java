package medianest.media.mkv;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes Matroska byte by byte, for shapes that no other writer makes. */
final class WrittenFile {

  /** The configuration of a small H.264 stream: Baseline, level 1.0, lengths of four bytes. */
  static final byte[] AVCC =
      HexFormat.of().parseHex("0142c00affe100086742c00ada1f9fff01000468ce3c80");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** An element with a size of one byte, or of eight where it takes more. */
  static byte[] element(int id, byte[]... content) {
    byte[] all = join(content);
    byte[] number = id(id);
    ByteBuffer element = ByteBuffer.allocate(number.length + 8 + all.length).put(number);
    if (all.length < 0x7f) {
      element.put((byte) (0x80 | all.length));
    } else {
      element.putLong(0x0100_0000_0000_0000L | all.length);
    }
    element.put(all).flip();
    byte[] bytes = new byte[element.remaining()];
    element.get(bytes);
    return bytes;
  }

  /** An unsigned number in as few bytes as it takes. */
  static byte[] number(int id, long value) {
    int length = Math.max(1, (64 - Long.numberOfLeadingZeros(value) + 7) / 8);
    byte[] bytes = new byte[length];
    ByteBuffer.allocate(8).putLong(value).get(8 - length, bytes);
    return element(id, bytes);
  }

  static byte[] text(int id, String value) {
    return element(id, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The head of an element whose end only what follows shows. */
  static byte[] unknown(int id) {
    byte[] number = id(id);
    return ByteBuffer.allocate(number.length + 1).put(number).put((byte) 0xff).array();
  }

  static byte[] head() {
    return element(Ids.EBML, text(Ids.DOC_TYPE, "matroska"));
  }

  static byte[] video(int number, byte[]... more) {
    byte[] video = element(Ids.VIDEO, number(Ids.PIXEL_WIDTH, 64), number(Ids.PIXEL_HEIGHT, 36));
    return entry(
        number,
        TrackEntry.VIDEO,
        "V_MPEG4/ISO/AVC",
        element(Ids.CODEC_PRIVATE, AVCC),
        video,
        join(more));
  }

  static byte[] entry(int number, int type, String codec, byte[]... more) {
    return element(
        Ids.TRACK_ENTRY,
        number(Ids.TRACK_NUMBER, number),
        number(Ids.TRACK_TYPE, type),
        text(Ids.CODEC_ID, codec),
        join(more));
  }

  static byte[] block(int track, int relativeTime, int flags, byte[] payload) {
    return element(Ids.SIMPLE_BLOCK, blockContent(track, relativeTime, flags, payload));
  }

  static byte[] blockContent(int track, int relativeTime, int flags, byte[] payload) {
    return ByteBuffer.allocate(4 + payload.length)
        .put((byte) (0x80 | track))
        .putShort((short) relativeTime)
        .put((byte) flags)
        .put(payload)
        .array();
  }

  /** A frame of H.264: one unit with the length before it. */
  static byte[] picture(boolean idr, int size) {
    ByteBuffer picture = ByteBuffer.allocate(size);
    picture.putInt(size - 4).put((byte) (idr ? 0x65 : 0x41));
    return picture.array();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  WrittenFile add(byte[]... parts) {
    out.writeBytes(join(parts));
    return this;
  }

  int length() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private static byte[] id(int id) {
    int length = (32 - Integer.numberOfLeadingZeros(id) + 7) / 8;
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (id >> (8 * (length - 1 - i)));
    }
    return bytes;
  }
}
