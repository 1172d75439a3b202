package medianest.media.mkv;

import java.io.IOException;
import medianest.media.codec.MediaKind;
import medianest.media.io.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds the samples of a span by reading the heads of the blocks around it.
 *
 * <p>A video span is what lies in the file from one key frame up to another. For other tracks a
 * span is a stretch of time, and writers interleave as they please, so where to look is a guess
 * that must not lose a sample. Hence each sample belongs to a time that its cluster bounds: its own
 * where it lies within {@link #SKEW_NANOS} of the cluster's, else the nearest that does. A reader
 * of a span looks into all clusters that can hold such times; whatever the file does, each sample
 * thus belongs to exactly one of the spans that make up the track, and that one finds it. It needs
 * the times of clusters to rise, as every writer has them.
 */
final class SpanReader {

  private static final int WINDOW = 4096;
  private static final long SKEW_NANOS = 2_000_000_000;

  private final Clusters clusters;
  private final Segment segment;

  SpanReader(ByteSource source, Segment segment) {
    this.clusters = new Clusters(new EbmlReader(source, WINDOW), segment);
    this.segment = segment;
  }

  /**
   * The samples from one place of the track's table up to another in the order of the file.
   *
   * @param to the size of the table for all that follow
   */
  SampleList between(MkvTrack track, int from, int to) throws IOException {
    CueTable cues = track.cues();
    SampleList samples = new SampleList(track.encoding().prefix().length());
    boolean last = to >= cues.size();
    // The first place is the track's first block, be it a key frame or not.
    boolean inside = from == 0;
    @Nullable Cluster cluster = from < to ? clusters.from(cues.cluster(from)) : null;
    while (cluster != null) {
      BlockReader block = clusters.blocks(cluster);
      while (block.next()) {
        if (block.track() != track.track().id()) {
          continue;
        }
        inside = inside || (block.key() && block.time() >= cues.time(from));
        boolean end =
            !last
                && cluster.position() >= cues.cluster(to)
                && block.key()
                && block.time() >= cues.time(to);
        if (end) {
          return samples;
        }
        if (inside) {
          add(track, block, samples);
        }
      }
      cluster = clusters.after(cluster, block);
    }
    return samples;
  }

  /**
   * The samples that belong to the times from {@code from} up to {@code to}, in ticks. What lies
   * before the track's start or after its end, as the index has them, belongs to the moment of its
   * start or the last before its end.
   *
   * @param places known to begin clusters
   */
  SampleList within(MkvTrack track, CueTable places, long from, long to) throws IOException {
    TrackClock clock = track.clock();
    long skew = skew(clock);
    SampleList samples = new SampleList(track.encoding().prefix().length());
    SampleList found = new SampleList(track.encoding().prefix().length());
    boolean fromStart = from <= track.track().startTime();
    boolean toEnd = to >= track.track().endTime();
    @Nullable Cluster cluster =
        clusters.from(fromStart ? segment.firstCluster() : start(clock, places, from));
    while (cluster != null) {
      long earliest = clock.unrounded(cluster.time()) - skew;
      if (earliest >= to && !toEnd) {
        break;
      }
      Cluster next = cluster.endKnown() ? clusters.after(cluster, null) : null;
      if (fromStart || next == null || clock.unrounded(next.time()) + skew > from) {
        BlockReader block = clusters.blocks(cluster);
        while (block.next()) {
          if (block.track() == track.track().id()) {
            add(track, block, found);
          }
        }
        if (!cluster.endKnown()) {
          next = clusters.after(cluster, block);
        }
        long latest = next == null ? Long.MAX_VALUE : clock.unrounded(next.time()) + skew - 1;
        for (int i = 0; i < found.count(); i++) {
          long time = Math.clamp(found.time(i), earliest, Math.max(earliest, latest));
          long owned =
              Math.max(track.track().startTime(), Math.min(time, track.track().endTime() - 1));
          if (owned >= from && owned < to) {
            samples.add(found, i);
          }
        }
        found.clear();
      }
      cluster = next;
    }
    return samples;
  }

  /** Where reading for a stretch of time begins. */
  private long start(TrackClock clock, CueTable places, long from) {
    int place = places.floor(clock.unitsBefore(from) - segment.units(2 * SKEW_NANOS));
    return place < 0 ? segment.firstCluster() : places.cluster(place);
  }

  private static long skew(TrackClock clock) {
    return SKEW_NANOS / 1_000_000_000 * clock.timescale();
  }

  private static void add(MkvTrack track, BlockReader block, SampleList samples)
      throws IOException {
    TrackClock clock = track.clock();
    Lacing frames = block.frames();
    long time = clock.ticks(block.time());
    boolean key = block.key() || track.track().format().codec().kind() != MediaKind.VIDEO;
    long duration =
        block.duration() == BlockReader.NO_DURATION || frames.count() != 1
            ? BlockReader.NO_DURATION
            : clock.span(block.duration());
    for (int i = 0; i < frames.count(); i++) {
      samples.add(frames.offset(i), frames.size(i), time + i * track.lacedTicks(), key, duration);
    }
  }
}
