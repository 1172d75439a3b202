package medianest.media.codec;

import medianest.media.io.BitCursor;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;

/**
 * What a VPCodecConfigurationRecord (vpcC, "VP Codec ISO Media File Format Binding" 1.0) says.
 *
 * @param level ten times the number of the level; 0 where it is not known
 * @param chroma 0 and 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4
 * @param primaries by ITU-T H.273, as are {@code transfer} and {@code matrix}; 2 where unknown
 */
public record Vp9Config(
    int profile,
    int level,
    int bitDepth,
    int chroma,
    boolean fullRange,
    int primaries,
    int transfer,
    int matrix) {

  private static final int SYNC_CODE = 0x498342;

  /** Levels with what they allow: luma samples in a second, luma samples in a picture. */
  private static final long[][] LEVELS = {
    {10, 829_440, 36_864},
    {11, 2_764_800, 73_728},
    {20, 4_608_000, 122_880},
    {21, 9_216_000, 245_760},
    {30, 20_736_000, 552_960},
    {31, 36_864_000, 983_040},
    {40, 83_558_400, 2_228_224},
    {41, 160_432_128, 2_228_224},
    {50, 311_951_360, 8_912_896},
    {51, 588_251_136, 8_912_896},
    {52, 1_176_502_272, 8_912_896},
    {60, 1_176_502_272, 35_651_584},
    {61, 2_353_004_544L, 35_651_584},
    {62, 4_706_009_088L, 35_651_584},
  };

  /** By color_space of the frame header (VP9 bitstream specification 7.2.2). */
  private static final int[][] COLOUR_SPACES = {
    {2, 2, 2}, {6, 6, 6}, {1, 1, 1}, {6, 6, 6}, {7, 7, 7}, {9, 14, 9}, {2, 2, 2}, {1, 13, 0}
  };

  /**
   * Of the payload of a vpcC box.
   *
   * @param vpcC with its version and flags
   */
  public static Vp9Config parse(Bytes vpcC) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(vpcC);
    if (cursor.u8() != 1) {
      throw new BrokenMedia("The VP9 track describes its coding in a way that no standard has.");
    }
    cursor.skip(3);
    int profile = cursor.u8();
    int level = cursor.u8();
    int depths = cursor.u8();
    return new Vp9Config(
        profile,
        level,
        depths >> 4,
        depths >> 1 & 7,
        (depths & 1) != 0,
        cursor.u8(),
        cursor.u8(),
        cursor.u8());
  }

  /**
   * From the uncompressed header of a key frame (VP9 bitstream specification 6.2).
   *
   * @param framesPerSecond decides on the level; rounded up
   */
  public static Vp9Config fromKeyFrame(Bytes frame, int framesPerSecond) throws BrokenMedia {
    BitCursor bits = BitCursor.over(frame);
    if (bits.bits(2) != 2) {
      throw new BrokenMedia("The VP9 track begins with something that is no VP9 frame.");
    }
    int profile = bits.bits(1) | bits.bits(1) << 1;
    if (profile == 3) {
      bits.skip(1);
    }
    boolean shownAgain = bits.flag();
    boolean interFrame = bits.flag();
    bits.skip(2);
    if (shownAgain || interFrame || bits.bits(24) != SYNC_CODE) {
      throw new BrokenMedia("The VP9 track does not begin with a key frame.");
    }
    int bitDepth = profile < 2 ? 8 : bits.flag() ? 12 : 10;
    int space = bits.bits(3);
    boolean fullRange = space == 7 || bits.flag();
    int chroma = 1;
    if (space == 7) {
      chroma = 3;
    } else if ((profile & 1) == 1) {
      boolean halfWidth = bits.flag();
      chroma = halfWidth ? 2 : 3;
      bits.skip(2);
    }
    if (space == 7 && (profile & 1) == 1) {
      bits.skip(1);
    }
    long width = bits.bits(16) + 1L;
    long height = bits.bits(16) + 1L;
    int[] colour = COLOUR_SPACES[space];
    return new Vp9Config(
        profile,
        level(width * height, width * height * framesPerSecond),
        bitDepth,
        chroma,
        fullRange,
        colour[0],
        colour[1],
        colour[2]);
  }

  /** VP9 level definitions of the WebM project; the highest where none suffices. */
  private static int level(long picture, long perSecond) {
    for (long[] level : LEVELS) {
      if (perSecond <= level[1] && picture <= level[2]) {
        return (int) level[0];
      }
    }
    return 62;
  }

  /** The same with the colour that the container states, which goes before the frame's. */
  public Vp9Config withColour(int newPrimaries, int newTransfer, int newMatrix, boolean range) {
    return new Vp9Config(
        profile, level, bitDepth, chroma, range, newPrimaries, newTransfer, newMatrix);
  }

  /** The payload of the vpcC box, version and flags included. */
  public Bytes toBox() {
    return new ByteRecord()
        .u32(0x0100_0000)
        .u8(profile)
        .u8(level)
        .u8(bitDepth << 4 | chroma << 1 | (fullRange ? 1 : 0))
        .u8(primaries)
        .u8(transfer)
        .u8(matrix)
        .u16(0)
        .toBytes();
  }

  /** The short form, or the long one where a part differs from what the short one implies. */
  public String codecString() {
    String name = "vp09.%02d.%02d.%02d".formatted(profile, level, bitDepth);
    boolean implied =
        chroma <= 1 && !fullRange && usual(primaries) && usual(transfer) && usual(matrix);
    return implied
        ? name
        : name
            + ".%02d.%02d.%02d.%02d.%02d"
                .formatted(chroma, primaries, transfer, matrix, fullRange ? 1 : 0);
  }

  private static boolean usual(int codePoint) {
    return codePoint == 1 || codePoint == 2;
  }
}
