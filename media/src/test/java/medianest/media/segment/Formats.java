package medianest.media.segment;

import medianest.media.codec.Codec;
import medianest.media.io.Bytes;
import medianest.media.track.Colour;
import medianest.media.track.PixelAspect;
import medianest.media.track.Rotation;
import medianest.media.track.SampleFormat;
import medianest.media.track.Samples;

/** Formats and sample tables for tests. */
public final class Formats {

  private Formats() {}

  public static SampleFormat.Video avc() {
    return avc(PixelAspect.SQUARE, Rotation.NONE);
  }

  public static SampleFormat.Video avc(PixelAspect aspect, Rotation rotation) {
    return new SampleFormat.Video(
        Codec.AVC,
        "avc1.64001f",
        Bytes.of(new byte[] {1, 0x64, 0, 0x1f, -1, -32, 0}),
        1280,
        720,
        aspect,
        rotation,
        Colour.UNKNOWN,
        Bytes.EMPTY);
  }

  public static SampleFormat.Audio aac() {
    return new SampleFormat.Audio(
        Codec.AAC, "mp4a.40.2", Bytes.of(new byte[] {0x11, (byte) 0x90}), 2, 48_000, 1024, 16);
  }

  /** One sample after the other, each in one tick step, every {@code gop}-th a key frame. */
  public static Samples steady(long start, long step, int count, int gop, int size) {
    long[] offsets = new long[count];
    int[] sizes = new int[count];
    long[] times = new long[count];
    long[] keys = new long[count / 64 + 1];
    for (int i = 0; i < count; i++) {
      offsets[i] = (long) i * size;
      sizes[i] = size;
      times[i] = start + i * step;
      if (i % gop == 0) {
        keys[i / 64] |= 1L << (i % 64);
      }
    }
    return new Samples(offsets, sizes, times, keys, start + count * step);
  }
}
