package medianest.media.codec;

import java.util.ArrayList;
import java.util.List;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.Bytes;

/**
 * What an AVCDecoderConfigurationRecord (avcC, ISO/IEC 14496-15 clause 5.3.3.1) says.
 *
 * @param nalLengthSize bytes of the length before each NAL unit of a sample: 1, 2 or 4
 * @param sequenceSets sequence parameter sets, each with its NAL unit header
 * @param pictureSets picture parameter sets likewise
 */
public record AvcConfig(
    int profile,
    int compatibility,
    int level,
    int nalLengthSize,
    List<Bytes> sequenceSets,
    List<Bytes> pictureSets) {

  public AvcConfig {
    sequenceSets = List.copyOf(sequenceSets);
    pictureSets = List.copyOf(pictureSets);
  }

  public static AvcConfig parse(Bytes avcC) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(avcC);
    if (cursor.u8() != 1) {
      throw new BrokenMedia("The H.264 track describes its coding in a way that no standard has.");
    }
    int profile = cursor.u8();
    int compatibility = cursor.u8();
    int level = cursor.u8();
    int nalLengthSize = (cursor.u8() & 3) + 1;
    List<Bytes> sequenceSets = sets(cursor, cursor.u8() & 0x1f);
    List<Bytes> pictureSets = cursor.hasRemaining() ? sets(cursor, cursor.u8()) : List.of();
    return new AvcConfig(profile, compatibility, level, nalLengthSize, sequenceSets, pictureSets);
  }

  private static List<Bytes> sets(ByteCursor cursor, int count) throws BrokenMedia {
    List<Bytes> sets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sets.add(cursor.bytes(cursor.u16()));
    }
    return sets;
  }

  /** RFC 6381 clause 3.3, for parameter sets out of band. */
  public String codecString() {
    return codecString("avc1");
  }

  /**
   * The name for a sample entry of either kind.
   *
   * @param entry the sample entry: avc1, or avc3 where parameter sets are in band
   */
  public String codecString(String entry) {
    return "%s.%02x%02x%02x".formatted(entry, profile, compatibility, level);
  }
}
