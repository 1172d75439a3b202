package medianest.media.mkv;

import java.io.IOException;
import medianest.media.io.ByteSource;
import medianest.media.track.SampleFormat;

/**
 * Makes the table of a track's key frames: from the file's Cues where they are right, by reading
 * clusters where they are absent, wrong, or so sparse that a seek would be a long wait.
 */
final class CueTables {

  /** What lies farther apart than this is worth a search between. */
  private static final long SPARSE_NANOS = 60_000_000_000L;

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
   * @param lastTime of the last cluster, in units of the segment
   */
  CueTable make(FirstBlock first, long lastTime) throws IOException {
    CueTable cues = begun(head.cues().getOrDefault(entry.number(), CueTable.EMPTY), first);
    EntryCheck check =
        new EntryCheck(source, head.segment(), entry.number(), entry.encoding(), format);
    CueTable checked = check.check(dense(cues, lastTime));
    if (checked != null) {
      return checked;
    }
    CueTable scanned = dense(begun(CueTable.EMPTY, first), lastTime);
    CueTable good = check.check(scanned);
    return good == null ? begun(CueTable.EMPTY, first) : good;
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

  /** The table with more places wherever two are far apart, as far as there are more. */
  private CueTable dense(CueTable cues, long lastTime) throws IOException {
    CueTable hopped = filled(cues, lastTime, false);
    return filled(hopped, lastTime, entry.type() == TrackEntry.VIDEO);
  }

  private CueTable filled(CueTable cues, long lastTime, boolean everyBlock) throws IOException {
    long sparse = head.segment().units(SPARSE_NANOS);
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
