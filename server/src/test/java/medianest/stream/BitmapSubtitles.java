package medianest.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Makes subtitles as Blu-ray discs have them: segments that set up a screen, a palette, a bitmap.
 */
final class BitmapSubtitles {

  private static final int PALETTE = 0x14;
  private static final int BITMAP = 0x15;
  private static final int SCREEN = 0x16;
  private static final int WINDOW = 0x17;
  private static final int END = 0x80;

  private static final int EPOCH_START = 0x80;

  private BitmapSubtitles() {}

  /** A white box over the lower half of the screen, from a second to another. */
  static byte[] box(int width, int height, int from, int until) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int half = height / 2;
    segment(out, from, SCREEN, screen(width, height, 1, half));
    segment(out, from, WINDOW, window(width, half));
    // Entry 1: white and opaque.
    segment(out, from, PALETTE, new byte[] {0, 0, 1, (byte) 235, (byte) 128, (byte) 128, -1});
    segment(out, from, BITMAP, bitmap(width, half));
    segment(out, from, END, new byte[0]);
    segment(out, until, SCREEN, screen(width, height, 0, half));
    segment(out, until, WINDOW, window(width, half));
    segment(out, until, END, new byte[0]);
    return out.toByteArray();
  }

  private static void segment(ByteArrayOutputStream out, int second, int type, byte[] content) {
    ByteBuffer head = ByteBuffer.allocate(13);
    head.put((byte) 'P').put((byte) 'G').putInt(second * 90_000).putInt(0);
    head.put((byte) type).putShort((short) content.length);
    out.writeBytes(head.array());
    out.writeBytes(content);
  }

  private static byte[] screen(int width, int height, int bitmaps, int top) {
    ByteBuffer out = ByteBuffer.allocate(11 + 8 * bitmaps);
    out.putShort((short) width).putShort((short) height).put((byte) 0x10).putShort((short) 0);
    out.put((byte) (bitmaps > 0 ? EPOCH_START : 0)).putShort((short) 0).put((byte) bitmaps);
    if (bitmaps > 0) {
      out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) top);
    }
    return out.array();
  }

  private static byte[] window(int width, int half) {
    ByteBuffer out = ByteBuffer.allocate(10).put((byte) 1).put((byte) 0).putShort((short) 0);
    out.putShort((short) half).putShort((short) width).putShort((short) half);
    return out.array();
  }

  /** Each line is one run of colour 1. */
  private static byte[] bitmap(int width, int height) {
    ByteBuffer out = ByteBuffer.allocate(11 + 6 * height);
    int size = 4 + 6 * height;
    out.putShort((short) 0).put((byte) 0).put((byte) 0xc0);
    out.put((byte) (size >> 16)).putShort((short) size);
    out.putShort((short) width).putShort((short) height);
    for (int line = 0; line < height; line++) {
      out.put((byte) 0).put((byte) (0xc0 | width >> 8)).put((byte) width).put((byte) 1);
      out.putShort((short) 0);
    }
    return out.array();
  }
}
