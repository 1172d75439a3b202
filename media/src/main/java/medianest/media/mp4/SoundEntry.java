package medianest.media.mp4;

import java.util.List;
import java.util.Optional;
import medianest.media.codec.AacConfig;
import medianest.media.codec.Ac3Config;
import medianest.media.codec.AlacConfig;
import medianest.media.codec.Codec;
import medianest.media.codec.Eac3Config;
import medianest.media.codec.FlacConfig;
import medianest.media.codec.OpusConfig;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.Bytes;
import medianest.media.track.SampleFormat.Audio;

/**
 * An AudioSampleEntry (ISO/IEC 14496-12 clause 12.2.3) or a sound description of QuickTime, and the
 * configuration within it.
 */
final class SoundEntry {

  private static final int MPEG1_LAYER3_OBJECT = 34;
  private static final int MPEG1_LAYER2_OBJECT = 33;

  private final String type;
  private final List<Box> boxes;
  private final int channels;
  private final int sampleRate;
  private final int bitsPerSample;

  private SoundEntry(
      String type, List<Box> boxes, int channels, int sampleRate, int bitsPerSample) {
    this.type = type;
    this.boxes = boxes;
    this.channels = channels;
    this.sampleRate = sampleRate;
    this.bitsPerSample = bitsPerSample;
  }

  /**
   * Reads the entry from after its data reference index.
   *
   * @param listVersion of the stsd box: version 1 of an entry is QuickTime's where it is 0
   */
  static Audio read(String type, ByteCursor cursor, int listVersion) throws BrokenMedia {
    int version = cursor.u16();
    int channels = cursor.skip(6).u16();
    int bits = cursor.u16();
    int sampleRate = (int) (cursor.skip(4).u32() >> 16);
    if (version == 1 && listVersion == 0) {
      cursor.skip(16);
    } else if (version == 2) {
      sampleRate = (int) Double.longBitsToDouble(cursor.skip(4).i64());
      channels = (int) Math.min(255, cursor.u32());
      bits = (int) Math.min(64, cursor.skip(4).u32());
      cursor.skip(12);
    }
    return new SoundEntry(type, Box.in(cursor), channels, Math.max(0, sampleRate), bits).format();
  }

  private Audio format() throws BrokenMedia {
    return switch (type) {
      case "mp4a" -> mp4a();
      case "Opus" -> {
        Bytes dOps = require("dOps");
        OpusConfig config = OpusConfig.fromBox(dOps);
        yield new Audio(Codec.OPUS, "Opus", dOps, config.channels(), OpusConfig.SAMPLE_RATE, 0, 16);
      }
      case "fLaC" -> flac(require("dfLa"));
      case "alac" -> alac(require("alac"));
      case "ac-3" -> ac3(require("dac3"));
      case "ec-3" -> eac3(require("dec3"));
      case "ac-4" -> plain(Codec.AC4, "ac-4");
      case ".mp3" -> plain(Codec.MP3, "mp4a.40.34", mp3FrameLength());
      case ".mp2" -> plain(Codec.MP2, "");
      case "samr", "sawb", "sawp" -> plain(Codec.AMR, type);
      case "dtsc", "dtsh", "dtsl", "dtse", "dtsx", "dts-", "dts+" -> plain(Codec.DTS, type);
      case "mlpa" -> plain(Codec.TRUEHD, "");
      case "mha1", "mha2", "mhm1", "mhm2" -> plain(Codec.MPEGH, "");
      case "iamf" -> plain(Codec.IAMF, "");
      case "sowt",
          "twos",
          "raw ",
          "NONE",
          "in24",
          "in32",
          "fl32",
          "fl64",
          "lpcm",
          "ipcm",
          "ulaw",
          "alaw" ->
          plain(Codec.PCM, "");
      case "fpcm" -> plain(Codec.PCM, type);
      default -> plain(Codec.OTHER_AUDIO, "");
    };
  }

  private Audio plain(Codec codec, String name) {
    return plain(codec, name, 0);
  }

  private Audio plain(Codec codec, String name, int frameLength) {
    return new Audio(codec, name, Bytes.EMPTY, channels, sampleRate, frameLength, bitsPerSample);
  }

  /** ISO/IEC 11172-3 and 13818-3: the rates of MPEG-1 have two granules a frame, others one. */
  private int mp3FrameLength() {
    return sampleRate >= 32_000 ? 1152 : 576;
  }

  private Audio mp4a() throws BrokenMedia {
    Optional<Box> esds = box("esds");
    if (esds.isEmpty()) {
      return aac(AacConfig.specific(2, sampleRate, channels));
    }
    EsDescriptor descriptor = EsDescriptor.read(esds.get());
    return switch (descriptor.objectType()) {
      case 0x40, 0x66, 0x67, 0x68 ->
          aac(
              descriptor.specific().isEmpty()
                  ? AacConfig.specific(2, sampleRate, channels)
                  : descriptor.specific());
      case 0x69, 0x6b ->
          plain(Codec.MP3, "mp4a.%02X".formatted(descriptor.objectType()), mp3FrameLength());
      case 0xa5 -> plain(Codec.AC3, "ac-3", Ac3Config.FRAME_LENGTH);
      case 0xa6 -> plain(Codec.EAC3, "ec-3");
      case 0xa9, 0xaa, 0xab, 0xac -> plain(Codec.DTS, "");
      case 0xdd -> plain(Codec.VORBIS, "");
      default -> plain(Codec.OTHER_AUDIO, "");
    };
  }

  private Audio aac(Bytes specific) throws BrokenMedia {
    AacConfig config = AacConfig.parse(specific);
    Codec codec =
        switch (config.objectType()) {
          case MPEG1_LAYER3_OBJECT -> Codec.MP3;
          case 32, MPEG1_LAYER2_OBJECT -> Codec.MP2;
          case 36 -> Codec.OTHER_AUDIO;
          default -> Codec.AAC;
        };
    if (codec != Codec.AAC) {
      return plain(codec, config.codecString(), codec == Codec.MP3 ? mp3FrameLength() : 0);
    }
    int told = config.channels() > 0 ? config.channels() : channels;
    return new Audio(
        codec,
        config.codecString(),
        specific,
        told,
        config.sampleRate(),
        config.frameLength(),
        bitsPerSample);
  }

  private Audio flac(Bytes dfLa) throws BrokenMedia {
    FlacConfig config = FlacConfig.fromBox(dfLa);
    return new Audio(
        Codec.FLAC,
        config.codecString(),
        dfLa,
        config.channels(),
        config.sampleRate(),
        config.frameLength(),
        config.bitsPerSample());
  }

  private Audio alac(Bytes alac) throws BrokenMedia {
    AlacConfig config = AlacConfig.fromBox(alac);
    return new Audio(
        Codec.ALAC,
        config.codecString(),
        alac,
        config.channels(),
        config.sampleRate(),
        config.frameLength(),
        config.bitsPerSample());
  }

  private Audio ac3(Bytes dac3) throws BrokenMedia {
    Ac3Config config = Ac3Config.fromBox(dac3);
    return new Audio(
        Codec.AC3,
        config.codecString(),
        dac3,
        config.channels(),
        config.sampleRate(),
        Ac3Config.FRAME_LENGTH,
        16);
  }

  private Audio eac3(Bytes dec3) throws BrokenMedia {
    Eac3Config config = Eac3Config.fromBox(dec3);
    return new Audio(
        Codec.EAC3,
        config.codecString(),
        dec3,
        config.channels(),
        config.sampleRate(),
        config.frameLength(),
        16);
  }

  private Bytes require(String name) throws BrokenMedia {
    return box(name)
        .orElseThrow(() -> new BrokenMedia("A sound track lacks the set-up of its decoder."))
        .payload();
  }

  /** QuickTime puts the configuration within a wave box. */
  private Optional<Box> box(String name) {
    return Box.first(boxes, name)
        .or(() -> Box.first(boxes, "wave").flatMap(wave -> wave.child(name)));
  }
}
