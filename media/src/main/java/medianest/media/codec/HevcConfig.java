package medianest.media.codec;

import java.util.ArrayList;
import java.util.List;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;

/**
 * What an HEVCDecoderConfigurationRecord (hvcC, ISO/IEC 14496-15 clause 8.3.3.1) says.
 *
 * @param compatibility the 32 general profile compatibility flags
 * @param constraints the 48 general constraint indicator flags
 * @param nalLengthSize bytes of the length before each NAL unit of a sample: 1, 2 or 4
 */
public record HevcConfig(
    int profileSpace,
    boolean highTier,
    int profile,
    int compatibility,
    long constraints,
    int level,
    int bitDepth,
    int nalLengthSize,
    List<Array> arrays) {

  /** NAL unit types of the parameter sets, ITU-T H.265 table 7-1. */
  public static final int VPS = 32;

  public static final int SPS = 33;
  public static final int PPS = 34;

  private static final int HEADER_LENGTH = 22;

  /**
   * NAL units of one type.
   *
   * @param complete whether the samples hold no others of that type
   */
  public record Array(boolean complete, int type, List<Bytes> units) {

    public Array {
      units = List.copyOf(units);
    }
  }

  public HevcConfig {
    arrays = List.copyOf(arrays);
  }

  public static HevcConfig parse(Bytes hvcC) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(hvcC);
    int version = cursor.u8();
    // Writers of 2013 left the version at 0; the layout is the same.
    if (version > 1) {
      throw new BrokenMedia("The HEVC track describes its coding in a way that no standard has.");
    }
    int profileByte = cursor.u8();
    int compatibility = cursor.i32();
    long constraints = (long) cursor.u16() << 32 | cursor.u32();
    int level = cursor.u8();
    cursor.skip(4);
    int bitDepth = (cursor.u8() & 7) + 8;
    cursor.skip(3);
    int nalLengthSize = (cursor.u8() & 3) + 1;
    List<Array> arrays = new ArrayList<>();
    int count = cursor.hasRemaining() ? cursor.u8() : 0;
    for (int i = 0; i < count; i++) {
      arrays.add(array(cursor));
    }
    return new HevcConfig(
        profileByte >> 6,
        (profileByte & 0x20) != 0,
        profileByte & 0x1f,
        compatibility,
        constraints,
        level,
        bitDepth,
        nalLengthSize,
        arrays);
  }

  private static Array array(ByteCursor cursor) throws BrokenMedia {
    int head = cursor.u8();
    int count = cursor.u16();
    List<Bytes> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      units.add(cursor.bytes(cursor.u16()));
    }
    return new Array((head & 0x80) != 0, head & 0x3f, units);
  }

  /** The NAL units of a type that the record holds. */
  public List<Bytes> units(int type) {
    return arrays.stream()
        .filter(array -> array.type() == type)
        .flatMap(array -> array.units().stream())
        .toList();
  }

  /** Whether a decoder can start with what the record holds, as {@code hvc1} demands. */
  public boolean hasParameterSets() {
    return !units(VPS).isEmpty() && !units(SPS).isEmpty() && !units(PPS).isEmpty();
  }

  /**
   * The record for parameter sets out of band: the head of {@code hvcC} with these parameter sets,
   * each array marked complete. Apple's players refuse {@code hev1}.
   */
  public static Bytes outOfBand(Bytes hvcC, List<Array> arrays) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(hvcC);
    ByteRecord sink = new ByteRecord().bytes(cursor.bytes(HEADER_LENGTH)).u8(arrays.size());
    for (Array array : arrays) {
      boolean parameterSets = array.type() >= VPS && array.type() <= PPS;
      sink.u8((parameterSets ? 0x80 : 0) | array.type()).u16(array.units().size());
      for (Bytes unit : array.units()) {
        sink.u16(unit.length()).bytes(unit);
      }
    }
    return sink.toBytes();
  }

  /** ISO/IEC 14496-15 annex E.3, for parameter sets out of band. */
  public String codecString() {
    return codecString("hvc1");
  }

  /**
   * The name for a sample entry of either kind.
   *
   * @param entry the sample entry: hvc1, or hev1 where parameter sets are in band
   */
  public String codecString(String entry) {
    StringBuilder name = new StringBuilder(entry).append('.');
    if (profileSpace > 0) {
      name.append((char) ('A' + profileSpace - 1));
    }
    name.append(profile).append('.').append(Integer.toHexString(Integer.reverse(compatibility)));
    name.append('.').append(highTier ? 'H' : 'L').append(level);
    for (int shift = 40; shift >= 0 && constraints << (56 - shift) != 0; shift -= 8) {
      name.append('.').append("%X".formatted(constraints >> shift & 0xff));
    }
    return name.toString();
  }
}
