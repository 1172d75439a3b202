package medianest.media.mkv;

import java.io.IOException;
import medianest.media.io.ByteSource;
import medianest.media.track.SampleFormat;

/**
 * Makes the table of a track's key frames: from the file's Cues where they are right, by reading
 * clusters where they are absent, wrong, or so sparse that a seek would be a long wait.
 */
final class CueTables {

  /** What lies farther apart than this by the Cues is worth a search between. */
  private static final long SPARSE_NANOS = 60_000_000_000L;

  /** Without Cues, what lies farther apart by the first blocks of clusters is. */
  private static final long COARSE_NANOS = 10_000_000_000L;

  private final ByteSource source;
  private final SegmentHead head;
  private final TrackEntry entry;
  private final SampleFormat format;

  CueTables(ByteSource source, SegmentHead head, TrackEntry entry, SampleFormat format) {
    this.source = source;
    this.head = head;
    this.entry = entry;
    this.format = format;
  }

  /**
   * @param lastTime of the last block of the file, in units of the segment
   */
  CueTable make(FirstBlock first, long lastTime) throws IOException {
    EntryCheck check =
        new EntryCheck(source, head.segment(), entry.number(), entry.encoding(), format);
    CueTable cues = begun(head.cues().getOrDefault(entry.number(), CueTable.EMPTY), first);
    CueTable checked =
        cues.size() > 1 ? check.check(dense(cues, lastTime, SPARSE_NANOS, SPARSE_NANOS)) : null;
    if (checked != null) {
      return checked;
    }
    CueTable none = begun(CueTable.EMPTY, first);
    CueTable good = check.check(dense(none, lastTime, 0, COARSE_NANOS));
    return good == null ? none : good;
  }

  /** The table with the track's first block at its beginning. */
  private CueTable begun(CueTable cues, FirstBlock first) {
    CueTable.Builder begun =
        new CueTable.Builder().add(first.time(), first.cluster(), first.offset());
    for (int i = 0; i < cues.size(); i++) {
      boolean later = cues.time(i) > first.time() && cues.cluster(i) >= first.cluster();
      if (later && cues.cluster(i) < head.segment().end()) {
        begun.addAll(cues, i, i + 1);
      }
    }
    return begun.build();
  }

  /**
   * The table with more places wherever two are far apart, as far as there are more: first by a hop
   * from cluster to cluster, and where they still are, by a look at every block.
   */
  private CueTable dense(CueTable cues, long lastTime, long hopNanos, long blockNanos)
      throws IOException {
    CueTable hopped = filled(cues, lastTime, hopNanos, false);
    return entry.type() == TrackEntry.VIDEO ? filled(hopped, lastTime, blockNanos, true) : hopped;
  }

  private CueTable filled(CueTable cues, long lastTime, long sparseNanos, boolean everyBlock)
      throws IOException {
    long sparse = head.segment().units(sparseNanos);
    ClusterScan scan = new ClusterScan(source, head.segment(), entry.number());
    CueTable.Builder filled = new CueTable.Builder();
    boolean any = false;
    for (int i = 0; i < cues.size(); i++) {
      boolean last = i == cues.size() - 1;
      filled.addAll(cues, i, i + 1);
      if ((last ? lastTime : cues.time(i + 1)) - cues.time(i) > sparse) {
        any = true;
        long end = last ? head.segment().end() : cues.cluster(i + 1) + 1;
        scan.run(cues.cluster(i), end, everyBlock, filled);
      }
    }
    return any ? filled.build() : cues;
  }
}
