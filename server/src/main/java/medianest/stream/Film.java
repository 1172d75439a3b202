package medianest.stream;

import java.nio.file.Path;
import medianest.media.segment.SegmentPlan;
import medianest.media.track.MediaIndex;
import medianest.media.track.Track;

/**
 * A file that is being watched: where its samples are, and how it is cut.
 *
 * @param bytes where they are; not the file itself where its container had to be changed
 */
record Film(SourceFile file, Bytes bytes, MediaIndex index, SegmentPlan plan) {

  /** A file of samples. */
  record Bytes(Path path, long size, long modifiedNs) {

    FileKey key(SourceFile file) {
      return path.equals(file.path())
          ? file.key()
          : new FileKey(file.itemId(), file.version() + "-mp4");
    }

    /** Of the file itself. */
    static Bytes of(SourceFile file) {
      return new Bytes(file.path(), file.sizeBytes(), file.modifiedNs());
    }
  }

  /** What every sample costs in memory, at most; the columns of an index are packed. */
  private static final int BYTES_PER_SAMPLE = 8;

  private static final int BYTES_PER_TRACK = 20_000;

  /**
   * Names the open file of samples, which is another than the original where it had to be changed.
   */
  FileKey bytesKey() {
    return bytes.key(file);
  }

  /** Names this version of the file under this version of the plan, in addresses. */
  String address() {
    return file.version() + "-" + plan.fingerprint();
  }

  /** Memory that it takes, about. */
  int weight() {
    long samples = index.tracks().stream().mapToLong(Track::sampleCount).sum();
    long bytes = samples * BYTES_PER_SAMPLE + (long) index.tracks().size() * BYTES_PER_TRACK;
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
