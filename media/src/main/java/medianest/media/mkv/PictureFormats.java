package medianest.media.mkv;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import medianest.media.codec.Av1Config;
import medianest.media.codec.AvcConfig;
import medianest.media.codec.Codec;
import medianest.media.codec.HevcConfig;
import medianest.media.codec.Vp9Config;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import medianest.media.track.Colour;
import medianest.media.track.PixelAspect;
import medianest.media.track.Rotation;
import medianest.media.track.SampleFormat;

/** Video tracks in the terms of ISO base media files ("Matroska Codec Specifications" clause 4). */
final class PictureFormats {

  private static final String VFW = "V_MS/VFW/FOURCC";
  private static final int FOURCC_OFFSET = 16;
  private static final int USUAL_FRAME_RATE = 30;
  private static final int MOST_ASPECT = 65_535;
  private static final int COLR = 0x636F6C72;
  private static final int PASP = 0x70617370;
  private static final String HTC_ROTATION = "htc_video_rotA-";

  private static final Map<String, Codec> CODECS =
      Map.ofEntries(
          Map.entry("V_MPEG4/ISO/AVC", Codec.AVC),
          Map.entry("V_MPEGH/ISO/HEVC", Codec.HEVC),
          Map.entry("V_MPEGI/ISO/VVC", Codec.VVC),
          Map.entry("V_AV1", Codec.AV1),
          Map.entry("V_VP8", Codec.VP8),
          Map.entry("V_VP9", Codec.VP9),
          Map.entry("V_MPEG1", Codec.MPEG1_VIDEO),
          Map.entry("V_MPEG2", Codec.MPEG2_VIDEO),
          Map.entry("V_MPEG4/ISO/SP", Codec.MPEG4_VISUAL),
          Map.entry("V_MPEG4/ISO/ASP", Codec.MPEG4_VISUAL),
          Map.entry("V_MPEG4/ISO/AP", Codec.MPEG4_VISUAL),
          Map.entry("V_THEORA", Codec.THEORA),
          Map.entry("V_PRORES", Codec.PRORES),
          Map.entry("V_MJPEG", Codec.MJPEG));

  /** The four-character codes that AVI files and their descendants use. */
  private static final Map<String, Codec> FOURCCS =
      Map.ofEntries(
          Map.entry("H264", Codec.AVC),
          Map.entry("X264", Codec.AVC),
          Map.entry("AVC1", Codec.AVC),
          Map.entry("HEVC", Codec.HEVC),
          Map.entry("H265", Codec.HEVC),
          Map.entry("XVID", Codec.MPEG4_VISUAL),
          Map.entry("DIVX", Codec.MPEG4_VISUAL),
          Map.entry("DX50", Codec.MPEG4_VISUAL),
          Map.entry("MP4V", Codec.MPEG4_VISUAL),
          Map.entry("FMP4", Codec.MPEG4_VISUAL),
          Map.entry("H263", Codec.H263),
          Map.entry("WVC1", Codec.VC1),
          Map.entry("MPG1", Codec.MPEG1_VIDEO),
          Map.entry("MPG2", Codec.MPEG2_VIDEO),
          Map.entry("MJPG", Codec.MJPEG),
          Map.entry("VP80", Codec.VP8));

  /** What a codec's record says: its name for browsers, the record, the colour it states. */
  private record Description(String codecString, Bytes config, Colour colour) {

    static final Description NONE = new Description("", Bytes.EMPTY, Colour.UNKNOWN);
  }

  private PictureFormats() {}

  /**
   * @param firstFrame its first bytes; empty where none was found
   */
  static SampleFormat of(TrackEntry entry, TrackEntry.Picture picture, Bytes firstFrame) {
    Codec codec = codec(entry);
    Description description = describe(codec, entry, picture, firstFrame);
    Colour colour = picture.colour() == null ? description.colour : picture.colour();
    PixelAspect aspect = aspect(picture);
    ByteArrayOutputStream extensions = new ByteArrayOutputStream();
    if (!colour.equals(Colour.UNKNOWN)) {
      extensions.writeBytes(Box.of(COLR, nclx(colour)));
    }
    if (!aspect.equals(PixelAspect.SQUARE)) {
      byte[] ratio =
          ByteBuffer.allocate(8).putInt(aspect.horizontal()).putInt(aspect.vertical()).array();
      extensions.writeBytes(Box.of(PASP, ratio));
    }
    extensions.writeBytes(picture.light().toArray());
    extensions.writeBytes(entry.additions().toArray());
    return new SampleFormat.Video(
        codec,
        description.codecString,
        description.config,
        picture.width(),
        picture.height(),
        aspect,
        rotation(entry, picture),
        colour,
        Bytes.of(extensions.toByteArray()));
  }

  private static Codec codec(TrackEntry entry) {
    if (entry.codecId().equals(VFW) && entry.codecPrivate().length() >= FOURCC_OFFSET + 4) {
      byte[] header = entry.codecPrivate().toArray();
      String code = new String(header, FOURCC_OFFSET, 4, StandardCharsets.ISO_8859_1);
      return FOURCCS.getOrDefault(code.toUpperCase(Locale.ROOT), Codec.OTHER_VIDEO);
    }
    return CODECS.getOrDefault(entry.codecId(), Codec.OTHER_VIDEO);
  }

  /** A record that contradicts itself leaves the track undescribed: it can still be transcoded. */
  private static Description describe(
      Codec codec, TrackEntry entry, TrackEntry.Picture picture, Bytes firstFrame) {
    if (!entry.encoding().stored() || entry.codecId().equals(VFW)) {
      return Description.NONE;
    }
    Bytes record = entry.codecPrivate();
    try {
      return switch (codec) {
        case AVC -> named(AvcConfig.parse(record).codecString(), record);
        case HEVC -> hevc(record);
        case AV1 -> named(Av1Config.parse(record).codecString(), record);
        case VP9 -> vp9(entry, picture, firstFrame);
        default -> Description.NONE;
      };
    } catch (BrokenMedia e) {
      return Description.NONE;
    }
  }

  private static Description named(String codecString, Bytes record) {
    return new Description(codecString, record, Colour.UNKNOWN);
  }

  private static Description hevc(Bytes record) throws BrokenMedia {
    HevcConfig config = HevcConfig.parse(record);
    return config.hasParameterSets()
        ? named(config.codecString(), HevcConfig.outOfBand(record, config.arrays()))
        : named(config.codecString("hev1"), record);
  }

  /** VP9 has no record in Matroska; the head of its first frame says the same. */
  private static Description vp9(TrackEntry entry, TrackEntry.Picture picture, Bytes firstFrame)
      throws BrokenMedia {
    long rate =
        entry.frameNanos() == 0
            ? USUAL_FRAME_RATE
            : Math.clamp(Math.ceilDiv(1_000_000_000L, entry.frameNanos()), 1, 1000);
    Vp9Config config = Vp9Config.fromKeyFrame(firstFrame, (int) rate);
    Colour colour = picture.colour();
    if (colour != null) {
      config =
          config.withColour(
              colour.primaries(), colour.transfer(), colour.matrix(), colour.fullRange());
    }
    return new Description(
        config.codecString(),
        config.toBox(),
        new Colour(config.primaries(), config.transfer(), config.matrix(), config.fullRange()));
  }

  /** ColourInformationBox with on-screen colours, ISO/IEC 14496-12 clause 12.1.5. */
  private static byte[] nclx(Colour colour) {
    return ByteBuffer.allocate(11)
        .put("nclx".getBytes(StandardCharsets.ISO_8859_1))
        .putShort((short) colour.primaries())
        .putShort((short) colour.transfer())
        .putShort((short) colour.matrix())
        .put((byte) (colour.fullRange() ? 0x80 : 0))
        .array();
  }

  /** The display size is a ratio, whatever its unit, and belongs to what cropping leaves. */
  private static PixelAspect aspect(TrackEntry.Picture picture) {
    long horizontal = (long) picture.displayWidth() * picture.shownHeight();
    long vertical = (long) picture.displayHeight() * picture.shownWidth();
    // Display sizes are whole numbers: a difference of less than one comes from rounding.
    if (Math.abs(horizontal - vertical)
        < Math.max(picture.displayWidth(), picture.displayHeight())) {
      return PixelAspect.SQUARE;
    }
    long divisor =
        BigInteger.valueOf(horizontal).gcd(BigInteger.valueOf(vertical)).longValueExact();
    long width = horizontal / divisor;
    long height = vertical / divisor;
    long scale = Math.ceilDiv(Math.max(width, height), MOST_ASPECT);
    return new PixelAspect((int) Math.max(1, width / scale), (int) Math.max(1, height / scale));
  }

  /** Old telephones of HTC note the rotation in the name of the track. */
  private static Rotation rotation(TrackEntry entry, TrackEntry.Picture picture) {
    return switch (entry.name()) {
      case HTC_ROTATION + "090" -> new Rotation(90, false);
      case HTC_ROTATION + "180" -> new Rotation(180, false);
      case HTC_ROTATION + "270" -> new Rotation(270, false);
      default -> picture.rotation();
    };
  }
}
