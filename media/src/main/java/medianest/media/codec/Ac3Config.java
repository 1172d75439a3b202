package medianest.media.codec;

import medianest.media.io.BitCursor;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;

/**
 * What an AC-3 stream says of itself, in a dac3 box (ETSI TS 102 366 annex F.4) or in the head of a
 * sync frame (clause 4.3).
 *
 * @param rateCode fscod: 0 for 48 kHz, 1 for 44.1, 2 for 32
 * @param mode acmod, the arrangement of the full channels
 */
public record Ac3Config(
    int rateCode, int streamId, int streamMode, int mode, boolean lowFrequency, int bitRateCode) {

  /** Samples of a sync frame, in six blocks of 256. */
  public static final int FRAME_LENGTH = 1536;

  static final int SYNC_WORD = 0x0b77;

  private static final int[] SAMPLE_RATES = {48_000, 44_100, 32_000};
  private static final int[] CHANNELS = {2, 1, 2, 3, 3, 4, 4, 5};

  public Ac3Config {
    if (rateCode < 0 || rateCode >= SAMPLE_RATES.length) {
      throw new IllegalArgumentException("sample rate code " + rateCode);
    }
  }

  /** From the payload of a dac3 box. */
  public static Ac3Config fromBox(Bytes dac3) throws BrokenMedia {
    BitCursor bits = BitCursor.over(dac3);
    return new Ac3Config(
        rateCode(bits), bits.bits(5), bits.bits(3), bits.bits(3), bits.flag(), bits.bits(5));
  }

  /** From the first bytes of a sync frame. */
  public static Ac3Config fromFrame(Bytes frame) throws BrokenMedia {
    BitCursor bits = BitCursor.over(frame);
    if (bits.bits(16) != SYNC_WORD) {
      throw new BrokenMedia("The Dolby Digital track does not begin with a sync frame.");
    }
    bits.skip(16);
    int rateCode = rateCode(bits);
    int frameSizeCode = bits.bits(6);
    int streamId = bits.bits(5);
    int streamMode = bits.bits(3);
    int mode = bits.bits(3);
    if ((mode & 1) != 0 && mode != 1) {
      bits.skip(2);
    }
    if ((mode & 4) != 0) {
      bits.skip(2);
    }
    if (mode == 2) {
      bits.skip(2);
    }
    return new Ac3Config(rateCode, streamId, streamMode, mode, bits.flag(), frameSizeCode >> 1);
  }

  private static int rateCode(BitCursor bits) throws BrokenMedia {
    int code = bits.bits(2);
    if (code == 3) {
      throw new BrokenMedia("The Dolby Digital track states a sample rate that no standard has.");
    }
    return code;
  }

  public int sampleRate() {
    return SAMPLE_RATES[rateCode];
  }

  public int channels() {
    return channels(mode, lowFrequency);
  }

  static int channels(int mode, boolean lowFrequency) {
    return CHANNELS[mode] + (lowFrequency ? 1 : 0);
  }

  /** The payload of the dac3 box. */
  public Bytes toBox() {
    return new BitSink()
        .bits(2, rateCode)
        .bits(5, streamId)
        .bits(3, streamMode)
        .bits(3, mode)
        .flag(lowFrequency)
        .bits(5, bitRateCode)
        .bits(5, 0)
        .toBytes();
  }

  public String codecString() {
    return "ac-3";
  }
}
