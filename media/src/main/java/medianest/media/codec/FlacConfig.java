package medianest.media.codec;

import medianest.media.io.BitCursor;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;

/**
 * What the STREAMINFO block of a FLAC stream (RFC 9639 clause 8.2) says.
 *
 * @param minBlock samples of the shortest block, {@code maxBlock} of the longest
 * @param totalSamples for each channel; 0 where it is not known
 * @param blocks the metadata blocks as they were found, STREAMINFO first
 */
public record FlacConfig(
    int minBlock,
    int maxBlock,
    int sampleRate,
    int channels,
    int bitsPerSample,
    long totalSamples,
    Bytes blocks) {

  private static final String MAGIC = "fLaC";
  private static final int STREAM_INFO_LENGTH = 34;

  /** From the payload of a dfLa box, with its version and flags. */
  public static FlacConfig fromBox(Bytes dfLa) throws BrokenMedia {
    return fromBlocks(ByteCursor.over(dfLa).skip(4).rest());
  }

  /**
   * From the head of a native stream, the CodecPrivate of Matroska: the marker, then the blocks.
   */
  public static FlacConfig fromStream(Bytes head) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(head);
    if (!cursor.latin1(MAGIC.length()).equals(MAGIC)) {
      throw new BrokenMedia("The FLAC track does not begin as FLAC does.");
    }
    return fromBlocks(cursor.rest());
  }

  private static FlacConfig fromBlocks(Bytes blocks) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(blocks);
    int type = cursor.u8() & 0x7f;
    if (type != 0 || cursor.u24() < STREAM_INFO_LENGTH) {
      throw new BrokenMedia("The FLAC track does not describe its coding first.");
    }
    BitCursor bits = BitCursor.over(cursor.bytes(STREAM_INFO_LENGTH));
    int minBlock = bits.bits(16);
    int maxBlock = bits.bits(16);
    bits.skip(24 + 24);
    int sampleRate = bits.bits(20);
    int channels = bits.bits(3) + 1;
    int bitsPerSample = bits.bits(5) + 1;
    long totalSamples = (long) bits.bits(4) << 32 | (bits.bits(32) & 0xffff_ffffL);
    return new FlacConfig(
        minBlock, maxBlock, sampleRate, channels, bitsPerSample, totalSamples, blocks);
  }

  /** Samples of every block; 0 where blocks differ in length. */
  public int frameLength() {
    return minBlock == maxBlock ? maxBlock : 0;
  }

  /** The payload of the dfLa box, version and flags included. */
  public Bytes toBox() {
    return new ByteRecord().u32(0).bytes(blocks).toBytes();
  }

  public String codecString() {
    return "fLaC";
  }
}
