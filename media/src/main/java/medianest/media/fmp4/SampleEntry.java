package medianest.media.fmp4;

import java.util.Set;
import medianest.media.codec.Codec;
import medianest.media.io.Bytes;
import medianest.media.io.UnsupportedMedia;
import medianest.media.track.Colour;
import medianest.media.track.PixelAspect;
import medianest.media.track.SampleFormat;

/** Writes the one entry of the sample description (ISO/IEC 14496-12 8.5.2). */
final class SampleEntry {

  /** Names that a codec string may begin with and that are sample entries at the same time. */
  private static final Set<String> PICTURE_ENTRIES =
      Set.of(
          "avc1", "avc3", "hvc1", "hev1", "dvh1", "dvhe", "dva1", "dvav", "av01", "dav1", "vp09");

  private final BoxWriter out;

  SampleEntry(BoxWriter out) {
    this.out = out;
  }

  void write(SampleFormat format) throws UnsupportedMedia {
    switch (format) {
      case SampleFormat.Video video -> video(video);
      case SampleFormat.Audio audio -> audio(audio);
      case SampleFormat.Text text -> throw cannotCarry(text.codec());
      case SampleFormat.Other other -> throw cannotCarry(other.codec());
    }
  }

  private void video(SampleFormat.Video video) throws UnsupportedMedia {
    int entry = out.begin(pictureEntry(video));
    out.zeros(6).u16(1).zeros(16).u16(video.width()).u16(video.height());
    out.u32(0x00480000).u32(0x00480000).u32(0).u16(1).zeros(32).u16(0x18).u16(0xffff);
    out.box(pictureConfiguration(video.codec()), video.config());
    out.raw(video.extensions());
    if (video.extension("pasp").isEmpty() && !video.aspect().equals(PixelAspect.SQUARE)) {
      int pasp = out.begin("pasp");
      out.u32(video.aspect().horizontal()).u32(video.aspect().vertical()).end(pasp);
    }
    if (video.extension("colr").isEmpty() && !video.colour().equals(Colour.UNKNOWN)) {
      Colour colour = video.colour();
      int colr = out.begin("colr");
      out.fourCc("nclx").u16(colour.primaries()).u16(colour.transfer()).u16(colour.matrix());
      out.u8(colour.fullRange() ? 0x80 : 0).end(colr);
    }
    out.end(entry);
  }

  private static String pictureEntry(SampleFormat.Video video) throws UnsupportedMedia {
    String name = video.codecString();
    if (name.length() >= 4 && PICTURE_ENTRIES.contains(name.substring(0, 4))) {
      return name.substring(0, 4);
    }
    return switch (video.codec()) {
      case AVC -> "avc1";
      case HEVC -> "hvc1";
      case AV1 -> "av01";
      case VP9 -> "vp09";
      default -> throw cannotCarry(video.codec());
    };
  }

  private static String pictureConfiguration(Codec codec) throws UnsupportedMedia {
    return switch (codec) {
      case AVC -> "avcC";
      case HEVC -> "hvcC";
      case AV1 -> "av1C";
      case VP9 -> "vpcC";
      default -> throw cannotCarry(codec);
    };
  }

  private void audio(SampleFormat.Audio audio) throws UnsupportedMedia {
    int entry = out.begin(soundEntry(audio.codec()));
    out.zeros(6).u16(1).zeros(8).u16(audio.channels());
    // A template of 16 for all (ISO/IEC 14496-12 12.2.3.2) but FLAC, which keeps its own there.
    out.u16(audio.codec() == Codec.FLAC ? audio.bitsPerSample() : 16).zeros(4);
    out.u32((long) expressibleRate(audio.sampleRate()) << 16);
    switch (audio.codec()) {
      case AAC -> elementaryStream(0x40, audio.config());
      // ISO/IEC 14496-1 table 5: the low rates belong to ISO/IEC 13818-3, the others to 11172-3.
      case MP3 -> elementaryStream(audio.sampleRate() <= 24_000 ? 0x69 : 0x6b, Bytes.EMPTY);
      case AC3 -> out.box("dac3", audio.config());
      case EAC3 -> out.box("dec3", audio.config());
      case OPUS -> out.box("dOps", audio.config());
      case FLAC -> out.box("dfLa", audio.config());
      case ALAC -> out.box("alac", audio.config());
      default -> throw cannotCarry(audio.codec());
    }
    out.end(entry);
  }

  private static String soundEntry(Codec codec) throws UnsupportedMedia {
    return switch (codec) {
      case AAC, MP3 -> "mp4a";
      case AC3 -> "ac-3";
      case EAC3 -> "ec-3";
      case OPUS -> "Opus";
      case FLAC -> "fLaC";
      case ALAC -> "alac";
      default -> throw cannotCarry(codec);
    };
  }

  /** The entry has 16 bits for it; of a higher rate the greatest regular division is stored. */
  private static int expressibleRate(int sampleRate) {
    int rate = sampleRate;
    while (rate > 0xffff) {
      rate /= 2;
    }
    return rate;
  }

  /** ISO/IEC 14496-1 7.2.6, ISO/IEC 14496-14 5.6. */
  private void elementaryStream(int objectType, Bytes specificConfig) {
    int specific = specificConfig.isEmpty() ? 0 : 5 + specificConfig.length();
    int esds = out.begin("esds", 0, 0);
    descriptor(3, 3 + 5 + 13 + specific + 5 + 1);
    out.u16(0).u8(0);
    descriptor(4, 13 + specific);
    out.u8(objectType).u8(0x15).zeros(11);
    if (specific > 0) {
      descriptor(5, specificConfig.length());
      out.raw(specificConfig);
    }
    descriptor(6, 1);
    out.u8(2);
    out.end(esds);
  }

  private void descriptor(int tag, int size) {
    out.u8(tag).u8(size >> 21 | 0x80).u8(size >> 14 | 0x80).u8(size >> 7 | 0x80).u8(size & 0x7f);
  }

  private static UnsupportedMedia cannotCarry(Codec codec) {
    return new UnsupportedMedia("Fragmented MP4 cannot carry " + codec.title() + ".");
  }
}
