package medianest.media.codec;

import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.Bytes;

/**
 * What a DOVIDecoderConfigurationRecord (dvcC or dvvC, "Dolby Vision Streams Within the ISO Base
 * Media File Format" clause 3.2) says.
 *
 * @param enhancementLayer whether a second layer is present, as in profile 7
 * @param compatibility what a decoder without Dolby Vision sees: 0 nothing, 1 HDR10, 2 SDR, 4 HLG
 */
public record DolbyVisionConfig(
    int profile, int level, boolean enhancementLayer, boolean baseLayer, int compatibility) {

  public static DolbyVisionConfig parse(Bytes record) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(record).skip(2);
    int packed = cursor.u16();
    int compatibility = cursor.hasRemaining() ? cursor.u8() >> 4 : 0;
    return new DolbyVisionConfig(
        packed >> 9, packed >> 3 & 0x3f, (packed & 2) != 0, (packed & 1) != 0, compatibility);
  }

  /**
   * The name for a sample entry of one of its kinds.
   *
   * @param entry {@code dvh1}, {@code dvhe}, {@code dva1}, {@code dvav} or {@code dav1}
   */
  public String codecString(String entry) {
    return "%s.%02d.%02d".formatted(entry, profile, level);
  }
}
