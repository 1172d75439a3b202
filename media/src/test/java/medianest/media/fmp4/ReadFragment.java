package medianest.media.fmp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import medianest.media.io.Bytes;

/**
 * A media segment as a player reads it.
 *
 * @param baseTime of tfdt
 * @param samples in decode order
 */
public record ReadFragment(int sequenceNumber, long baseTime, List<Sample> samples) {

  /**
   * One sample of it.
   *
   * @param decodeTime summed up from the base time
   */
  public record Sample(
      long decodeTime, int duration, int compositionOffset, boolean sync, Bytes bytes) {
    public long time() {
      return decodeTime + compositionOffset;
    }
  }

  public static ReadFragment of(ByteBuffer segment) {
    ByteBuffer whole = segment.slice();
    Box moof = Box.at(whole, "moof");
    List<Box> traf = Box.all(Box.at(moof.content(), "traf").content());
    Box tfhd = Box.first(traf, "tfhd").orElseThrow();
    if (tfhd.content().get(0) != 0 || (tfhd.flags() & 0x20000) == 0) {
      throw new AssertionError("not relative to the moof");
    }
    int at = 8;
    int defaultDuration = 0;
    if ((tfhd.flags() & 0x8) != 0) {
      defaultDuration = tfhd.u32(at);
      at += 4;
    }
    int defaultFlags = (tfhd.flags() & 0x20) != 0 ? tfhd.u32(at) : 0;
    Box tfdt = Box.first(traf, "tfdt").orElseThrow();
    long base = tfdt.content().get(0) == 1 ? tfdt.u64(4) : tfdt.u32(4);
    long time = base;
    List<Sample> samples = new ArrayList<>();
    for (Box trun : traf.stream().filter(b -> b.type().equals("trun")).toList()) {
      time = readRun(whole, moof.start(), trun, time, defaultDuration, defaultFlags, samples);
    }
    return new ReadFragment(Box.at(moof.content(), "mfhd").u32(4), base, samples);
  }

  private static long readRun(
      ByteBuffer whole,
      int moofStart,
      Box trun,
      long from,
      int defaultDuration,
      int defaultFlags,
      List<Sample> out) {
    ByteBuffer in = trun.content().duplicate();
    int flags = in.getInt();
    if (flags >>> 24 != 1 || (flags & 1) == 0) {
      throw new AssertionError("trun version or data offset");
    }
    int count = in.getInt();
    int data = moofStart + in.getInt();
    int firstFlags = (flags & 4) != 0 ? in.getInt() : defaultFlags;
    long time = from;
    for (int i = 0; i < count; i++) {
      int duration = (flags & 0x100) != 0 ? in.getInt() : defaultDuration;
      int size = in.getInt();
      int sampleFlags = i == 0 ? firstFlags : defaultFlags;
      sampleFlags = (flags & 0x400) != 0 ? in.getInt() : sampleFlags;
      int offset = (flags & 0x800) != 0 ? in.getInt() : 0;
      byte[] bytes = new byte[size];
      whole.get(data, bytes);
      out.add(new Sample(time, duration, offset, (sampleFlags & 0x10000) == 0, Bytes.of(bytes)));
      data += size;
      time += duration;
    }
    return time;
  }
}
