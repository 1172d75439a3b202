package medianest.artwork;

import java.nio.ByteBuffer;
import java.util.Optional;
import medianest.ffmpeg.Demuxer;

/**
 * What a picture file says of itself before anybody decodes it.
 *
 * @param demuxer the reader for its kind
 */
record PictureHead(Demuxer demuxer, int width, int height) {

  private static final int LONGEST_SIDE = 16_384;
  private static final long MOST_PIXELS = 40_000_000;

  private static final int JPEG = 0xffd8;
  private static final long PNG = 0x89504e470d0a1a0aL;
  private static final int IHDR = 0x49484452;
  private static final int RIFF = 0x52494646;
  private static final int WEBP = 0x57454250;
  private static final int VP8 = 0x56503820;
  private static final int VP8L = 0x5650384c;
  private static final int VP8X = 0x56503858;

  /** Empty for what is no JPEG, PNG or WebP, or too large to be anything but an attack. */
  static Optional<PictureHead> of(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    Optional<PictureHead> head = Optional.empty();
    if (in.remaining() > 30) {
      if ((in.getShort(0) & 0xffff) == JPEG) {
        head = jpeg(in);
      } else if (in.getLong(0) == PNG && in.getInt(12) == IHDR) {
        head = Optional.of(new PictureHead(Demuxer.PNG, in.getInt(16), in.getInt(20)));
      } else if (in.getInt(0) == RIFF && in.getInt(8) == WEBP) {
        head = webp(in);
      }
    }
    return head.filter(PictureHead::bearable);
  }

  private boolean bearable() {
    return width > 0
        && height > 0
        && width <= LONGEST_SIDE
        && height <= LONGEST_SIDE
        && (long) width * height <= MOST_PIXELS;
  }

  /** From the frame header among the segments (ITU-T T.81 annex B). */
  private static Optional<PictureHead> jpeg(ByteBuffer in) {
    int at = 2;
    while (at + 9 < in.limit() && (in.get(at) & 0xff) == 0xff) {
      int marker = in.get(at + 1) & 0xff;
      int length = in.getShort(at + 2) & 0xffff;
      if (marker == 0xff) {
        at++;
      } else if (frame(marker)) {
        int height = in.getShort(at + 5) & 0xffff;
        int width = in.getShort(at + 7) & 0xffff;
        return Optional.of(new PictureHead(Demuxer.JPEG, width, height));
      } else if (length < 2) {
        return Optional.empty();
      } else {
        at += 2 + length;
      }
    }
    return Optional.empty();
  }

  /** Begins a frame: SOF0 to SOF15, between which DHT, JPG and DAC stand. */
  private static boolean frame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /** From the first chunk (RFC 9649 2.5 to 2.7), whose numbers are little-endian. */
  private static Optional<PictureHead> webp(ByteBuffer in) {
    return switch (in.getInt(12)) {
      case VP8 -> Optional.of(webp(u16(in, 26) & 0x3fff, u16(in, 28) & 0x3fff));
      case VP8L -> {
        int bits = u16(in, 21) | u16(in, 23) << 16;
        yield Optional.of(webp((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1));
      }
      case VP8X ->
          Optional.of(
              webp(
                  (u16(in, 24) | (in.get(26) & 0xff) << 16) + 1,
                  (u16(in, 27) | (in.get(29) & 0xff) << 16) + 1));
      default -> Optional.empty();
    };
  }

  private static PictureHead webp(int width, int height) {
    return new PictureHead(Demuxer.WEBP, width, height);
  }

  private static int u16(ByteBuffer in, int at) {
    return (in.get(at) & 0xff) | (in.get(at + 1) & 0xff) << 8;
  }
}
