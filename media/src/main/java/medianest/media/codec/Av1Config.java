package medianest.media.codec;

import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.Bytes;

/**
 * What an AV1CodecConfigurationRecord (av1C, "AV1 Codec ISO Media File Format Binding" clause 2.3)
 * says.
 *
 * @param level seq_level_idx_0, 31 for no limit
 * @param configObus the OBUs that follow: a sequence header, or nothing
 */
public record Av1Config(
    int profile, int level, boolean highTier, int bitDepth, boolean monochrome, Bytes configObus) {

  public static Av1Config parse(Bytes av1C) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(av1C);
    if (cursor.u8() != 0x81) {
      throw new BrokenMedia("The AV1 track describes its coding in a way that no standard has.");
    }
    int first = cursor.u8();
    int second = cursor.u8();
    if (cursor.hasRemaining()) {
      cursor.skip(1);
    }
    boolean deep = (second & 0x40) != 0;
    boolean twelve = (second & 0x20) != 0;
    return new Av1Config(
        first >> 5,
        first & 0x1f,
        (second & 0x80) != 0,
        deep ? twelve ? 12 : 10 : 8,
        (second & 0x10) != 0,
        cursor.rest());
  }

  /** Annex A.3 of the binding; two-digit levels, since browsers reject others. */
  public String codecString() {
    return "av01.%d.%02d%s.%02d".formatted(profile, level, highTier ? "H" : "M", bitDepth);
  }
}
