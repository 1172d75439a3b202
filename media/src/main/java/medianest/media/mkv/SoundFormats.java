package medianest.media.mkv;

import java.util.Map;
import medianest.media.codec.AacConfig;
import medianest.media.codec.Ac3Config;
import medianest.media.codec.AlacConfig;
import medianest.media.codec.Codec;
import medianest.media.codec.Eac3Config;
import medianest.media.codec.FlacConfig;
import medianest.media.codec.OpusConfig;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import medianest.media.track.SampleFormat;

/** Sound tracks in the terms of ISO base media files ("Matroska Codec Specifications" clause 5). */
final class SoundFormats {

  private static final String ACM = "A_MS/ACM";
  private static final String OLD_AAC = "A_AAC/";
  private static final int WAVE_FORMAT_LENGTH = 18;
  private static final int USUAL_SAMPLE_RATE = 48_000;

  /** The first bitstream identification of Enhanced AC-3 (ETSI TS 102 366 annex E.1.3.1.6). */
  private static final int FIRST_ENHANCED_ID = 11;

  private static final Map<String, Codec> CODECS =
      Map.ofEntries(
          Map.entry("A_AAC", Codec.AAC),
          Map.entry("A_AC3", Codec.AC3),
          Map.entry("A_AC3/BSID9", Codec.AC3),
          Map.entry("A_AC3/BSID10", Codec.AC3),
          Map.entry("A_EAC3", Codec.EAC3),
          Map.entry("A_OPUS", Codec.OPUS),
          Map.entry("A_FLAC", Codec.FLAC),
          Map.entry("A_ALAC", Codec.ALAC),
          Map.entry("A_MPEG/L3", Codec.MP3),
          Map.entry("A_MPEG/L2", Codec.MP2),
          Map.entry("A_MPEG/L1", Codec.MP2),
          Map.entry("A_VORBIS", Codec.VORBIS),
          Map.entry("A_DTS", Codec.DTS),
          Map.entry("A_DTS/EXPRESS", Codec.DTS),
          Map.entry("A_DTS/LOSSLESS", Codec.DTS),
          Map.entry("A_TRUEHD", Codec.TRUEHD),
          Map.entry("A_MLP", Codec.TRUEHD),
          Map.entry("A_PCM/INT/LIT", Codec.PCM),
          Map.entry("A_PCM/INT/BIG", Codec.PCM),
          Map.entry("A_PCM/FLOAT/IEEE", Codec.PCM));

  /** The format tags of WAVE files that Matroska's A_MS/ACM brings along. */
  private static final Map<Integer, Codec> WAVE_TAGS =
      Map.of(
          0x0001, Codec.PCM,
          0x0003, Codec.PCM,
          0x0050, Codec.MP2,
          0x0055, Codec.MP3,
          0x00FF, Codec.AAC,
          0x2000, Codec.AC3,
          0x2001, Codec.DTS);

  /** What a codec's record or first frame says; zeros where only the file's own words are left. */
  private record Description(
      String codecString, Bytes config, int channels, int sampleRate, int frameLength, int bits) {

    static final Description NONE = new Description("", Bytes.EMPTY, 0, 0, 0, 0);
  }

  private SoundFormats() {}

  /**
   * @param firstFrame its first bytes; empty where none was found
   */
  static SampleFormat of(TrackEntry entry, TrackEntry.Sound sound, Bytes firstFrame) {
    Codec codec = codec(entry, firstFrame);
    Description description = describe(codec, entry, sound, firstFrame);
    int stated = sound.outputSampleRate() == 0 ? sound.sampleRate() : sound.outputSampleRate();
    int sampleRate = description.sampleRate > 0 ? description.sampleRate : stated;
    if (sampleRate == 0) {
      sampleRate = USUAL_SAMPLE_RATE;
    }
    int frameLength = description.frameLength;
    if (frameLength == 0 && codec != Codec.VORBIS) {
      frameLength = Math.clamp(Math.round(entry.frameNanos() * 1e-9 * sampleRate), 0, 1 << 20);
    }
    return new SampleFormat.Audio(
        codec,
        description.codecString,
        description.config,
        description.channels > 0 ? description.channels : sound.channels(),
        sampleRate,
        frameLength,
        description.bits > 0 ? description.bits : sound.bitsPerSample());
  }

  private static Codec codec(TrackEntry entry, Bytes firstFrame) {
    if (entry.codecId().startsWith(OLD_AAC)) {
      return Codec.AAC;
    }
    if (entry.codecId().equals(ACM) && entry.codecPrivate().length() >= 2) {
      int tag = entry.codecPrivate().at(0) | entry.codecPrivate().at(1) << 8;
      return WAVE_TAGS.getOrDefault(tag, Codec.OTHER_AUDIO);
    }
    Codec codec = CODECS.getOrDefault(entry.codecId(), Codec.OTHER_AUDIO);
    boolean enhanced = firstFrame.length() > 5 && firstFrame.at(5) >> 3 >= FIRST_ENHANCED_ID;
    return codec == Codec.AC3 && enhanced ? Codec.EAC3 : codec;
  }

  /** A record that contradicts itself leaves the track undescribed: it can still be transcoded. */
  private static Description describe(
      Codec codec, TrackEntry entry, TrackEntry.Sound sound, Bytes firstFrame) {
    if (!entry.encoding().stored()) {
      return Description.NONE;
    }
    try {
      return switch (codec) {
        case AAC -> aac(entry, sound);
        case AC3 -> ac3(Ac3Config.fromFrame(firstFrame));
        case EAC3 -> eac3(Eac3Config.fromFrame(firstFrame));
        case OPUS -> opus(OpusConfig.fromHead(entry.codecPrivate()), firstFrame);
        case FLAC -> flac(FlacConfig.fromStream(entry.codecPrivate()));
        case ALAC -> alac(AlacConfig.fromCookie(entry.codecPrivate()));
        case MP3 -> mpeg("mp4a.6B", sound.sampleRate() < 32_000 ? 576 : 1152);
        case MP2 -> mpeg("", entry.codecId().endsWith("1") ? 384 : 1152);
        default -> Description.NONE;
      };
    } catch (BrokenMedia e) {
      return Description.NONE;
    }
  }

  private static Description aac(TrackEntry entry, TrackEntry.Sound sound) throws BrokenMedia {
    Bytes specific = specificConfig(entry, sound);
    AacConfig config = AacConfig.parse(specific);
    boolean hiddenSbr =
        config.sampleRate() == config.coreSampleRate()
            && config.objectType() == 2
            && sound.outputSampleRate() == 2 * config.coreSampleRate();
    if (hiddenSbr) {
      // Said out loud, players need not find out by decoding (ISO/IEC 14496-3 clause 1.6.5.2).
      specific =
          AacConfig.specificWithSbr(
              config.coreSampleRate(), sound.outputSampleRate(), config.channels());
      config = AacConfig.parse(specific);
    }
    return new Description(
        config.codecString(),
        specific,
        config.channels(),
        config.sampleRate(),
        config.frameLength(),
        0);
  }

  private static Bytes specificConfig(TrackEntry entry, TrackEntry.Sound sound) {
    Bytes header = entry.codecPrivate();
    if (entry.codecId().equals(ACM)) {
      int from = Math.min(WAVE_FORMAT_LENGTH, header.length());
      return header.slice(from, header.length());
    }
    if (!header.isEmpty()) {
      return header;
    }
    // The names of before 2007 say it all, as in A_AAC/MPEG4/LC/SBR, and have no record.
    String[] parts = entry.codecId().split("/", -1);
    int type =
        switch (parts.length > 2 ? parts[2] : "") {
          case "MAIN" -> 1;
          case "SSR" -> 3;
          case "LTP" -> 4;
          default -> 2;
        };
    if (parts.length > 3 && parts[3].equals("SBR")) {
      int output =
          sound.outputSampleRate() == 0 ? 2 * sound.sampleRate() : sound.outputSampleRate();
      return AacConfig.specificWithSbr(sound.sampleRate(), output, sound.channels());
    }
    return AacConfig.specific(type, sound.sampleRate(), sound.channels());
  }

  private static Description ac3(Ac3Config config) {
    return new Description(
        config.codecString(),
        config.toBox(),
        config.channels(),
        config.sampleRate(),
        Ac3Config.FRAME_LENGTH,
        0);
  }

  private static Description eac3(Eac3Config config) {
    return new Description(
        config.codecString(),
        config.toBox(),
        config.channels(),
        config.sampleRate(),
        config.frameLength(),
        0);
  }

  private static Description opus(OpusConfig config, Bytes firstFrame) {
    return new Description(
        config.codecString(),
        config.toBox(),
        config.channels(),
        OpusConfig.SAMPLE_RATE,
        OpusConfig.packetLength(firstFrame),
        0);
  }

  private static Description flac(FlacConfig config) {
    return new Description(
        config.codecString(),
        config.toBox(),
        config.channels(),
        config.sampleRate(),
        config.frameLength(),
        config.bitsPerSample());
  }

  private static Description alac(AlacConfig config) {
    return new Description(
        config.codecString(),
        config.toBox(),
        config.channels(),
        config.sampleRate(),
        config.frameLength(),
        config.bitsPerSample());
  }

  private static Description mpeg(String codecString, int frameLength) {
    return new Description(codecString, Bytes.EMPTY, 0, 0, frameLength, 0);
  }
}
