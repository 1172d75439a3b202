package medianest.media.codec;

import medianest.media.io.BitCursor;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;

/**
 * What an AudioSpecificConfig (ISO/IEC 14496-3 clause 1.6.2.1) says.
 *
 * @param objectType the audio object type that names the coding as a whole: 2 for AAC-LC, 5 for
 *     HE-AAC, 29 for HE-AAC v2, 42 for xHE-AAC…
 * @param coreSampleRate in hertz, of the core coder; half of {@code sampleRate} with SBR, as a rule
 * @param sampleRate in hertz, of what the decoder puts out
 * @param channels of what the decoder puts out; 0 where only the stream says
 * @param frameLength PCM samples of a coded frame at {@code sampleRate}; 0 where it is not known
 */
public record AacConfig(
    int objectType, int coreSampleRate, int sampleRate, int channels, int frameLength) {

  private static final int AAC_LC = 2;
  private static final int SBR = 5;
  private static final int BSAC = 22;
  private static final int LOW_DELAY = 23;
  private static final int PS = 29;
  private static final int ENHANCED_LOW_DELAY = 39;
  private static final int USAC = 42;

  private static final int[] SAMPLE_RATES = {
    96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350
  };

  /** By channelConfiguration, table 1.19; 0 where it is reserved or told elsewhere. */
  private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 24, 8, 0};

  /** By coreSbrFrameLengthIndex, ISO/IEC 23003-3 table 75; after SBR. */
  private static final int[] USAC_FRAMES = {768, 1024, 2048, 2048, 4096};

  public static AacConfig parse(Bytes audioSpecificConfig) throws BrokenMedia {
    return new Reader(BitCursor.over(audioSpecificConfig)).read();
  }

  /** The AudioSpecificConfig of plain AAC, for streams that carry none. */
  public static Bytes specific(int objectType, int sampleRate, int channels) {
    BitSink sink = new BitSink().bits(5, objectType);
    rate(sink, sampleRate);
    return sink.bits(4, channels == 8 ? 7 : channels).bits(3, 0).toBytes();
  }

  /** The same with SBR told explicitly and backward compatibly (clause 1.6.5.2). */
  public static Bytes specificWithSbr(int coreSampleRate, int sampleRate, int channels) {
    BitSink sink = new BitSink().bits(5, AAC_LC);
    rate(sink, coreSampleRate);
    sink.bits(4, channels == 8 ? 7 : channels).bits(3, 0).bits(11, 0x2b7).bits(5, SBR).bits(1, 1);
    rate(sink, sampleRate);
    return sink.toBytes();
  }

  private static void rate(BitSink sink, int sampleRate) {
    for (int i = 0; i < SAMPLE_RATES.length; i++) {
      if (SAMPLE_RATES[i] == sampleRate) {
        sink.bits(4, i);
        return;
      }
    }
    sink.bits(4, 15).bits(24, sampleRate);
  }

  public String codecString() {
    return "mp4a.40." + objectType;
  }

  /** One pass over the bits; each method follows the syntax of its clause. */
  private static final class Reader {

    private final BitCursor bits;

    /** The object type of the core coder. */
    private int coreType;

    private int extensionType;
    private boolean sbr;
    private boolean ps;
    private int coreRate;
    private int outputRate;
    private int channels;
    private int coreFrame;

    Reader(BitCursor bits) {
      this.bits = bits;
    }

    AacConfig read() throws BrokenMedia {
      coreType = objectType();
      coreRate = sampleRate();
      outputRate = coreRate;
      int channelConfiguration = bits.bits(4);
      channels = CHANNELS[channelConfiguration];
      if (coreType == SBR || coreType == PS) {
        extensionType = SBR;
        sbr = true;
        ps = coreType == PS;
        outputRate = sampleRate();
        coreType = objectType();
        if (coreType == BSAC) {
          bits.skip(4);
        }
      }
      switch (coreType) {
        case 1, AAC_LC, 3, 4, 6, 7, 17, 19, 20, 21, BSAC, LOW_DELAY ->
            general(channelConfiguration);
        case ENHANCED_LOW_DELAY -> coreFrame = bits.flag() ? 480 : 512;
        case USAC -> usac();
        default -> coreFrame = 0;
      }
      if (extensionType != SBR && coreType != USAC) {
        backwardCompatibleExtension();
      }
      return result();
    }

    private AacConfig result() {
      int named = ps ? PS : sbr ? SBR : coreType;
      // Parametric stereo makes two channels of the one that is coded.
      int out = ps && channels == 1 ? 2 : channels;
      int frame = coreFrame;
      if (sbr && coreRate > 0) {
        frame = (int) ((long) coreFrame * outputRate / coreRate);
      }
      return new AacConfig(named, coreRate, outputRate, out, frame);
    }

    private int objectType() throws BrokenMedia {
      int type = bits.bits(5);
      return type == 31 ? 32 + bits.bits(6) : type;
    }

    private int sampleRate() throws BrokenMedia {
      int index = bits.bits(4);
      if (index == 15) {
        return bits.bits(24);
      }
      if (index >= SAMPLE_RATES.length) {
        throw new BrokenMedia("The AAC track states a sample rate that no standard has.");
      }
      return SAMPLE_RATES[index];
    }

    /** GASpecificConfig, clause 4.4.1. */
    private void general(int channelConfiguration) throws BrokenMedia {
      boolean shortFrame = bits.flag();
      coreFrame = coreType == LOW_DELAY ? (shortFrame ? 480 : 512) : (shortFrame ? 960 : 1024);
      if (bits.flag()) {
        bits.skip(14);
      }
      boolean extended = bits.flag();
      if (channelConfiguration == 0) {
        channels = programConfig();
      }
      if (coreType == 6 || coreType == 20) {
        bits.skip(3);
      }
      if (extended) {
        if (coreType == BSAC) {
          bits.skip(16);
        } else if (coreType == 17 || coreType == 19 || coreType == 20 || coreType == LOW_DELAY) {
          bits.skip(3);
        }
        bits.skip(1);
      }
    }

    /** The channels that a program_config_element (clause 4.4.1.1) describes. */
    private int programConfig() throws BrokenMedia {
      bits.skip(4 + 2 + 4);
      int front = bits.bits(4);
      int side = bits.bits(4);
      int back = bits.bits(4);
      int lowFrequency = bits.bits(2);
      int associated = bits.bits(3);
      int coupling = bits.bits(4);
      bits.skip(bits.flag() ? 4 : 0);
      bits.skip(bits.flag() ? 4 : 0);
      bits.skip(bits.flag() ? 3 : 0);
      int count = lowFrequency;
      for (int i = 0; i < front + side + back; i++) {
        count += bits.flag() ? 2 : 1;
        bits.skip(4);
      }
      bits.skip(4L * lowFrequency + 4L * associated + 5L * coupling);
      bits.align();
      bits.skip(8L * bits.bits(8));
      return count;
    }

    /** UsacConfig, ISO/IEC 23003-3 clause 5.2. */
    private void usac() throws BrokenMedia {
      int index = bits.bits(5);
      if (index == 0x1f) {
        bits.skip(24);
      }
      int frameIndex = bits.bits(3);
      coreFrame = frameIndex < USAC_FRAMES.length ? USAC_FRAMES[frameIndex] : 0;
      int configuration = bits.bits(5);
      if (channels == 0 && configuration < CHANNELS.length) {
        channels = CHANNELS[configuration];
      }
    }

    /** What older decoders pass over: syncExtensionType and on, clause 1.6.2.1. */
    private void backwardCompatibleExtension() throws BrokenMedia {
      if (bits.remaining() < 16 || bits.bits(11) != 0x2b7 || objectType() != SBR) {
        return;
      }
      sbr = bits.remaining() > 0 && bits.flag();
      if (!sbr) {
        return;
      }
      outputRate = sampleRate();
      if (bits.remaining() >= 12 && bits.bits(11) == 0x548) {
        ps = bits.flag();
      }
    }
  }
}
