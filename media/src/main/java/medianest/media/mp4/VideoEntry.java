package medianest.media.mp4;

import java.util.List;
import java.util.Optional;
import medianest.media.codec.Av1Config;
import medianest.media.codec.AvcConfig;
import medianest.media.codec.Codec;
import medianest.media.codec.DolbyVisionConfig;
import medianest.media.codec.HevcConfig;
import medianest.media.codec.Vp9Config;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.Bytes;
import medianest.media.track.PixelAspect;
import medianest.media.track.Rotation;
import medianest.media.track.SampleFormat;

/** A VisualSampleEntry (ISO/IEC 14496-12 clause 12.1.3) and the configuration within it. */
final class VideoEntry {

  private final String type;
  private final List<Box> boxes;

  private VideoEntry(String type, List<Box> boxes) {
    this.type = type;
    this.boxes = boxes;
  }

  /** Reads the entry from after its data reference index. */
  static SampleFormat.Video read(String type, ByteCursor cursor, Rotation rotation)
      throws BrokenMedia {
    int width = cursor.skip(16).u16();
    int height = cursor.u16();
    cursor.skip(4 + 4 + 4 + 2 + 32 + 2 + 2);
    VideoEntry entry = new VideoEntry(type, Box.in(cursor));
    Coding coding = entry.coding();
    PictureBoxes picture = PictureBoxes.read(entry.boxes);
    return new SampleFormat.Video(
        coding.codec(),
        coding.name(),
        coding.config(),
        width,
        height,
        picture.aspect().orElse(PixelAspect.SQUARE),
        rotation,
        picture.colour(),
        picture.extensions());
  }

  /** What an entry is coded as. */
  private record Coding(Codec codec, String name, Bytes config) {

    Coding(Codec codec) {
      this(codec, "", Bytes.EMPTY);
    }
  }

  private Coding coding() throws BrokenMedia {
    return switch (type) {
      case "avc1", "avc2", "avc3", "avc4", "dva1", "dvav" -> avc();
      case "hvc1", "hev1", "dvh1", "dvhe" -> hevc();
      case "av01", "dav1" -> av1();
      case "vp09" -> {
        Bytes vpcC = require("vpcC");
        yield new Coding(Codec.VP9, Vp9Config.parse(vpcC).codecString(), vpcC);
      }
      case "vp08" -> new Coding(Codec.VP8, "vp8", optional("vpcC"));
      case "vvc1", "vvi1" -> new Coding(Codec.VVC, "", optional("vvcC"));
      case "mp4v" -> mpeg4();
      case "s263", "h263", "H263" -> new Coding(Codec.H263);
      case "mp1v", "m1v ", "m1v1" -> new Coding(Codec.MPEG1_VIDEO);
      case "mp2v", "m2v1", "mpg2", "xdv1", "hdv1", "hdv2", "hdv3" -> new Coding(Codec.MPEG2_VIDEO);
      case "vc-1", "ovc1" -> new Coding(Codec.VC1);
      case "apch", "apcn", "apcs", "apco", "ap4h", "ap4x" -> new Coding(Codec.PRORES);
      case "jpeg", "mjpa", "mjpb" -> new Coding(Codec.MJPEG);
      default -> new Coding(Codec.OTHER_VIDEO);
    };
  }

  private Coding avc() throws BrokenMedia {
    Bytes avcC = require("avcC");
    boolean inBand = type.equals("avc3") || type.equals("avc4");
    String name = AvcConfig.parse(avcC).codecString(inBand ? "avc3" : "avc1");
    return new Coding(Codec.AVC, dolbyVision("dva1").orElse(name), avcC);
  }

  private Coding hevc() throws BrokenMedia {
    Bytes hvcC = require("hvcC");
    HevcConfig config = HevcConfig.parse(hvcC);
    boolean inBand = type.equals("hev1") || type.equals("dvhe");
    String name = config.codecString(config.hasParameterSets() || !inBand ? "hvc1" : "hev1");
    Bytes complete = config.hasParameterSets() ? HevcConfig.outOfBand(hvcC, config.arrays()) : hvcC;
    return new Coding(Codec.HEVC, dolbyVision("dvh1").orElse(name), complete);
  }

  private Coding av1() throws BrokenMedia {
    Bytes av1C = require("av1C");
    String name = Av1Config.parse(av1C).codecString();
    return new Coding(Codec.AV1, dolbyVision("dav1").orElse(name), av1C);
  }

  /** The Dolby Vision name, where a decoder without it would show wrong colours (profile 5). */
  private Optional<String> dolbyVision(String entry) throws BrokenMedia {
    Optional<Box> box = Box.first(boxes, "dvcC").or(() -> Box.first(boxes, "dvvC"));
    if (box.isEmpty()) {
      return Optional.empty();
    }
    DolbyVisionConfig config = DolbyVisionConfig.parse(box.get().payload());
    return config.compatibility() == 0 && !config.enhancementLayer()
        ? Optional.of(config.codecString(entry))
        : Optional.empty();
  }

  private Coding mpeg4() throws BrokenMedia {
    Optional<Box> esds = Box.first(boxes, "esds");
    if (esds.isEmpty()) {
      return new Coding(Codec.MPEG4_VISUAL);
    }
    EsDescriptor descriptor = EsDescriptor.read(esds.get());
    int type = descriptor.objectType();
    Bytes specific = descriptor.specific();
    return switch (type) {
      case 0x60, 0x61, 0x62, 0x63, 0x64, 0x65 -> new Coding(Codec.MPEG2_VIDEO);
      case 0x6a -> new Coding(Codec.MPEG1_VIDEO);
      case 0x6c -> new Coding(Codec.MJPEG);
      default -> new Coding(Codec.MPEG4_VISUAL, mpeg4Name(specific), specific);
    };
  }

  /** By profile_and_level_indication after the start code of a visual object sequence. */
  private static String mpeg4Name(Bytes specific) {
    boolean sequence = specific.length() > 4 && specific.at(2) == 1 && specific.at(3) == 0xb0;
    return sequence ? "mp4v.20." + specific.at(4) : "";
  }

  private Bytes require(String box) throws BrokenMedia {
    return Box.first(boxes, box)
        .orElseThrow(() -> new BrokenMedia("The video track lacks the set-up of its decoder."))
        .payload();
  }

  private Bytes optional(String box) {
    return Box.first(boxes, box).map(Box::payload).orElse(Bytes.EMPTY);
  }
}
