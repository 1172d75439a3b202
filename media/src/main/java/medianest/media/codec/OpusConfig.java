package medianest.media.codec;

import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;

/**
 * What an Opus stream says of itself, in an OpusHead packet (RFC 7845 clause 5.1) or in a dOps box
 * ("Encapsulation of Opus in ISO Base Media File Format" clause 4.3.2).
 *
 * @param preSkip samples at 48 kHz that are decoded and not heard
 * @param inputSampleRate of what was encoded, in hertz; decoders put out 48 kHz
 * @param outputGain in 1/256 dB
 * @param mapping stream count, coupled count and channel mapping; empty for family 0
 */
public record OpusConfig(
    int channels,
    int preSkip,
    long inputSampleRate,
    int outputGain,
    int mappingFamily,
    Bytes mapping) {

  public static final int SAMPLE_RATE = 48_000;

  private static final String MAGIC = "OpusHead";

  /** Samples at 48 kHz of one frame, by the configuration number of RFC 6716 table 2. */
  private static final int[] FRAME_LENGTHS = {480, 960, 1920, 2880};

  /** From the payload of a dOps box. */
  public static OpusConfig fromBox(Bytes dOps) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(dOps);
    if (cursor.u8() != 0) {
      throw new BrokenMedia("The Opus track describes its coding in a way that no standard has.");
    }
    int channels = cursor.u8();
    int preSkip = cursor.u16();
    long inputSampleRate = cursor.u32();
    int gain = cursor.i16();
    int family = cursor.u8();
    return new OpusConfig(
        channels, preSkip, inputSampleRate, gain, family, mapping(cursor, family, channels));
  }

  /** From an OpusHead packet, the CodecPrivate of Matroska. */
  public static OpusConfig fromHead(Bytes opusHead) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(opusHead);
    if (!cursor.latin1(MAGIC.length()).equals(MAGIC) || cursor.u8() >> 4 != 0) {
      throw new BrokenMedia("The Opus track describes its coding in a way that no standard has.");
    }
    int channels = cursor.u8();
    int preSkip = cursor.u16LittleEndian();
    long inputSampleRate = cursor.u32LittleEndian();
    int gain = (short) cursor.u16LittleEndian();
    int family = cursor.u8();
    return new OpusConfig(
        channels, preSkip, inputSampleRate, gain, family, mapping(cursor, family, channels));
  }

  private static Bytes mapping(ByteCursor cursor, int family, int channels) throws BrokenMedia {
    return family == 0 ? Bytes.EMPTY : cursor.bytes(2 + channels);
  }

  /** The payload of the dOps box. */
  public Bytes toBox() {
    return new ByteRecord()
        .u8(0)
        .u8(channels)
        .u16(preSkip)
        .u32(inputSampleRate)
        .u16(outputGain)
        .u8(mappingFamily)
        .bytes(mapping)
        .toBytes();
  }

  public String codecString() {
    return "Opus";
  }

  /** Samples at 48 kHz that a packet decodes to (RFC 6716 clause 3.1); 0 for an empty one. */
  public static int packetLength(Bytes packet) {
    if (packet.isEmpty()) {
      return 0;
    }
    int toc = packet.at(0);
    int configuration = toc >> 3;
    int frame =
        configuration < 12
            ? FRAME_LENGTHS[configuration & 3]
            : configuration < 16 ? 480 << (configuration & 1) : 120 << (configuration & 3);
    int frames =
        switch (toc & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> packet.length() > 1 ? packet.at(1) & 0x3f : 0;
        };
    return frames * frame;
  }
}
