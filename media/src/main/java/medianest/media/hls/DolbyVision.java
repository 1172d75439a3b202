package medianest.media.hls;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import medianest.media.track.SampleFormat;

/** The Dolby Vision layer over a picture that can be shown without it. */
final class DolbyVision {

  private static final int DVCC = 0x64766343;
  private static final int DVVC = 0x64767643;

  private DolbyVision() {}

  /**
   * The value of SUPPLEMENTAL-CODECS (draft-pantos-hls-rfc8216bis 4.4.6.2) by the configuration
   * record among the boxes of the sample entry ("Dolby Vision Streams Within the ISO Base Media
   * File Format" 3.2); empty where the base layer stands for nothing by itself.
   */
  static Optional<String> supplementalCodec(SampleFormat.Video video) {
    String entry = video.codecString().startsWith("av01") ? "dav1" : "dvh1";
    if (video.codecString().startsWith("dv") || video.codecString().startsWith("dav1")) {
      return Optional.empty();
    }
    ByteBuffer in = video.extensions().buffer();
    while (in.remaining() >= 8) {
      int at = in.position();
      int size = in.getInt(at);
      int type = in.getInt(at + 4);
      if (size < 8 || size > in.remaining()) {
        return Optional.empty();
      }
      if ((type == DVCC || type == DVVC) && size >= 8 + 5) {
        return supplementalCodec(entry, in.getShort(at + 10) & 0xffff, in.get(at + 12) >> 4 & 0xf);
      }
      in.position(at + size);
    }
    return Optional.empty();
  }

  /**
   * @param profileAndLevel seven bits of profile, six of level, three flags
   * @param compatibility what the base layer is by itself: 1 HDR10, 2 SDR, 4 HLG
   */
  private static Optional<String> supplementalCodec(
      String entry, int profileAndLevel, int compatibility) {
    String brand =
        switch (compatibility) {
          case 1 -> "db1p";
          case 2 -> "db2g";
          case 4 -> "db4h";
          default -> "";
        };
    if (brand.isEmpty()) {
      return Optional.empty();
    }
    int profile = profileAndLevel >> 9;
    int level = profileAndLevel >> 3 & 0x3f;
    return Optional.of(String.format(Locale.ROOT, "%s.%02d.%02d/%s", entry, profile, level, brand));
  }
}
