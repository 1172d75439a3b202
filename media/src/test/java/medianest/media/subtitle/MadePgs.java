package medianest.media.subtitle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Makes display sets of Presentation Graphics segment by segment, also wrong ones. */
final class MadePgs {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** As Matroska has them, without the heads that files have. */
  byte[] bare() {
    byte[] file = out.toByteArray();
    ByteArrayOutputStream bare = new ByteArrayOutputStream();
    for (int at = 0; at + 13 <= file.length; ) {
      int length = 3 + ((file[at + 11] & 0xff) << 8 | (file[at + 12] & 0xff));
      bare.write(file, at + 10, length);
      at += 10 + length;
    }
    return bare.toByteArray();
  }

  byte[] file() {
    return out.toByteArray();
  }

  /** A box of one colour over the whole of its small bitmap, in a new epoch. */
  MadePgs box(long time, int side, int colour) {
    composition(time, 0x80, 0, 1);
    palette(time, 0, colour);
    object(time, 0, side);
    return end(time);
  }

  MadePgs clear(long time) {
    composition(time, 0, 0, 0);
    return end(time);
  }

  /** On a plane of 100 by 50; shows object 0, where any, at 10, 20. */
  MadePgs composition(long time, int state, int palette, int objects) {
    ByteBuffer body = ByteBuffer.allocate(11 + 8 * objects);
    body.putShort((short) 100).putShort((short) 50).put((byte) 0x10).putShort((short) 7);
    body.put((byte) state).put((byte) 0).put((byte) palette).put((byte) objects);
    for (int i = 0; i < objects; i++) {
      body.putShort((short) 0)
          .put((byte) 0)
          .put((byte) 0)
          .putShort((short) 10)
          .putShort((short) 20);
    }
    return segment(time, 0x16, body.array());
  }

  /** Colour 1 has that brightness. */
  MadePgs palette(long time, int id, int brightness) {
    return segment(
        time, 0x14, new byte[] {(byte) id, 0, 1, (byte) brightness, (byte) 128, (byte) 128, -1});
  }

  MadePgs object(long time, int id, int side) {
    ByteBuffer body = ByteBuffer.allocate(11 + 5 * side);
    int length = 4 + 5 * side;
    body.putShort((short) id).put((byte) 0).put((byte) 0xc0);
    body.put((byte) (length >> 16)).putShort((short) length);
    body.putShort((short) side).putShort((short) side);
    for (int line = 0; line < side; line++) {
      body.put((byte) 0).put((byte) (0x80 | side)).put((byte) 1).putShort((short) 0);
    }
    return segment(time, 0x15, body.array());
  }

  MadePgs end(long time) {
    return segment(time, 0x80, new byte[0]);
  }

  MadePgs segment(long time, int type, byte[] body) {
    ByteBuffer head = ByteBuffer.allocate(13).put((byte) 'P').put((byte) 'G');
    head.putInt((int) time).putInt(0).put((byte) type).putShort((short) body.length);
    out.writeBytes(head.array());
    out.writeBytes(body);
    return this;
  }
}
