package medianest.media.mp4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import medianest.media.codec.HevcConfig;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.track.SampleFormat;

/** Parameter sets of HEVC that lie in the first sample instead of the sample entry. */
final class InBandSets {

  /** Parameter sets come first, and take some hundred bytes. */
  private static final int LOOK = 64 << 10;

  private static final List<Integer> TYPES =
      List.of(HevcConfig.VPS, HevcConfig.SPS, HevcConfig.PPS);

  private InBandSets() {}

  /**
   * The format with the sets of the first sample in its configuration, as Apple's players demand;
   * the same where the configuration has them, or the sample has not.
   */
  static SampleFormat.Video moveOut(ByteSource source, SampleTable table, SampleFormat.Video video)
      throws IOException {
    if (!video.codecString().startsWith("hev1")) {
      return video;
    }
    HevcConfig config = HevcConfig.parse(video.config());
    int size = Math.min(LOOK, table.size(0));
    Bytes sample = Bytes.of(source.bytes(table.offset(0), size));
    List<HevcConfig.Array> arrays = arrays(sample, config.nalLengthSize());
    if (arrays.size() < TYPES.size()) {
      return video;
    }
    return new SampleFormat.Video(
        video.codec(),
        config.codecString(),
        HevcConfig.outOfBand(video.config(), arrays),
        video.width(),
        video.height(),
        video.aspect(),
        video.rotation(),
        video.colour(),
        video.extensions());
  }

  private static List<HevcConfig.Array> arrays(Bytes sample, int nalLengthSize) throws IOException {
    List<List<Bytes>> found = new ArrayList<>();
    TYPES.forEach(type -> found.add(new ArrayList<>()));
    ByteCursor cursor = ByteCursor.over(sample);
    while (cursor.remaining() > nalLengthSize) {
      long length = 0;
      for (int i = 0; i < nalLengthSize; i++) {
        length = length << 8 | cursor.u8();
      }
      if (length < 2 || length > cursor.remaining()) {
        break;
      }
      Bytes unit = cursor.bytes((int) length);
      int which = TYPES.indexOf(unit.at(0) >> 1 & 0x3f);
      if (which >= 0 && unit.length() <= 0xffff) {
        found.get(which).add(unit);
      }
    }
    List<HevcConfig.Array> arrays = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      if (!found.get(i).isEmpty()) {
        arrays.add(new HevcConfig.Array(true, TYPES.get(i), found.get(i)));
      }
    }
    return arrays;
  }
}
