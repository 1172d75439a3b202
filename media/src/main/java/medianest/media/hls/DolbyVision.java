package medianest.media.hls;

import java.util.Optional;
import medianest.media.codec.DolbyVisionConfig;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import medianest.media.track.SampleFormat;

/** The Dolby Vision layer over a picture that can be shown without it. */
final class DolbyVision {

  private DolbyVision() {}

  /**
   * The value of SUPPLEMENTAL-CODECS (draft-pantos-hls-rfc8216bis 4.4.6.2): the name and what the
   * picture is without the layer; empty where there is no layer, or nothing without it.
   */
  static Optional<String> supplementalCodec(SampleFormat.Video video) {
    Optional<Bytes> record = video.extension("dvvC").or(() -> video.extension("dvcC"));
    String base = video.codecString();
    if (record.isEmpty() || base.startsWith("dv") || base.startsWith("dav1")) {
      return Optional.empty();
    }
    try {
      DolbyVisionConfig layer = DolbyVisionConfig.parse(record.get());
      String name = layer.codecString(base.startsWith("av01") ? "dav1" : "dvh1");
      return brand(layer.compatibility()).map(brand -> name + "/" + brand);
    } catch (BrokenMedia e) {
      return Optional.empty();
    }
  }

  private static Optional<String> brand(int compatibility) {
    return switch (compatibility) {
      case 1 -> Optional.of("db1p");
      case 2 -> Optional.of("db2g");
      case 4 -> Optional.of("db4h");
      default -> Optional.empty();
    };
  }
}
