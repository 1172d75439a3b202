package medianest.artwork;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import medianest.media.codec.Codec;
import medianest.media.fmp4.MediaSegment;
import medianest.media.fmp4.PackagedTrack;
import medianest.media.io.ByteSource;
import medianest.media.io.MediaException;
import medianest.media.segment.SegmentPlan;
import medianest.media.segment.Ticks;
import medianest.media.segment.TrackSegments;
import medianest.media.track.Colour;
import medianest.media.track.MediaIndex;
import medianest.media.track.SampleFormat;

/**
 * The key frames of a film, each of which can be written out alone as a small film of one picture.
 * So no more of a large file is read than the pictures that are made of it.
 */
final class KeyFrames {

  /** A key frame of 8K at the highest rates stays below; more is damage. */
  private static final long LARGEST = 48 << 20;

  private final ByteSource source;
  private final TrackSegments segments;
  private final PackagedTrack packaged;
  private final SampleFormat.Video format;

  private KeyFrames(
      ByteSource source,
      TrackSegments segments,
      PackagedTrack packaged,
      SampleFormat.Video format) {
    this.source = source;
    this.segments = segments;
    this.packaged = packaged;
    this.format = format;
  }

  /** Those of the first picture; empty where it has none that can be written out. */
  static Optional<KeyFrames> of(MediaIndex index, ByteSource source) throws MediaException {
    for (TrackSegments segments : SegmentPlan.of(index).tracks()) {
      if (segments.track().format() instanceof SampleFormat.Video format
          && format.codec() != Codec.MJPEG
          && format.codec().packageable()) {
        PackagedTrack packaged = new PackagedTrack(index, segments);
        return Optional.of(new KeyFrames(source, segments, packaged, format));
      }
    }
    return Optional.empty();
  }

  SampleFormat.Video format() {
    return format;
  }

  /** Whether it is brighter than ordinary screens show. */
  boolean highRange() {
    Colour colour = format.colour();
    return colour.pq() || colour.hlg();
  }

  int count() {
    return segments.keyCount();
  }

  /** The time of a key frame in the movie. */
  double seconds(int key) {
    return Ticks.toMicros(segments.key(key), segments.track().timescale()) / 1e6;
  }

  /** The last at or before a time, the first where there is none. */
  int at(double seconds) {
    int low = 0;
    int high = count() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (seconds(middle) <= seconds) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** About one for each so many seconds, rising; each at most once. */
  int[] every(double interval) {
    int[] keys = new int[count()];
    int chosen = 0;
    double next = 0;
    for (int key = 0; key < keys.length; key++) {
      if (seconds(key) >= next - interval / 20) {
        keys[chosen++] = key;
        next = Math.max(next, seconds(key)) + interval;
      }
    }
    return Arrays.copyOf(keys, chosen);
  }

  /** Writes some of them to a file, as a film of nothing else. */
  void write(Path target, int[] keys, int from, int to) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      Channels.newChannel(out).write(packaged.init());
      for (int i = from; i < to; i++) {
        MediaSegment segment = packaged.key(source, keys[i]);
        if (segment.byteCount() > LARGEST) {
          throw new IOException("a key frame of " + segment.byteCount() + " bytes");
        }
        ByteBuffer bytes = segment.gather(source);
        Channels.newChannel(out).write(bytes);
      }
    }
  }
}
