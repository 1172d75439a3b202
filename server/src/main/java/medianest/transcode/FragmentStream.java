package medianest.transcode;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import medianest.media.io.BrokenMedia;
import org.jspecify.annotations.Nullable;

/**
 * Fragmented MP4 as it comes out of an encoder (ISO/IEC 14496-12 8.8): its beginning, then one
 * {@code moof} with its {@code mdat} after the other.
 */
final class FragmentStream {

  private static final int MOOV = 0x6d6f6f76;
  private static final int MOOF = 0x6d6f6f66;
  private static final int MDAT = 0x6d646174;

  /** More than four seconds of the largest picture take. */
  private static final int LARGEST_BOX = 128 << 20;

  private final InputStream in;

  FragmentStream(InputStream in) {
    this.in = in;
  }

  /** All up to the end of the {@code moov}. */
  byte[] head() throws IOException {
    return upTo(MOOV);
  }

  /** The next fragment; null at the end. */
  byte @Nullable [] next() throws IOException {
    byte[] moof = upTo(MOOF);
    return moof.length == 0 ? null : joined(moof, upTo(MDAT));
  }

  /** Boxes up to and with the first of that type; nothing where the stream ends before any. */
  private byte[] upTo(int type) throws IOException {
    byte[] all = {};
    while (true) {
      byte[] header = in.readNBytes(8);
      if (header.length == 0 && all.length == 0) {
        return all;
      }
      if (header.length < 8) {
        throw new EOFException("the encoder's output ends within a box");
      }
      ByteBuffer view = ByteBuffer.wrap(header);
      int size = view.getInt(0);
      if (size < 8 || size > LARGEST_BOX) {
        throw new BrokenMedia("The encoder wrote a box of " + size + " bytes.");
      }
      byte[] box = Arrays.copyOf(header, size);
      if (in.readNBytes(box, 8, size - 8) < size - 8) {
        throw new EOFException("the encoder's output ends within a box");
      }
      all = joined(all, box);
      if (view.getInt(4) == type) {
        return all;
      }
    }
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
