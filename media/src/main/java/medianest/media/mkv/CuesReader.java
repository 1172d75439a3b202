package medianest.media.mkv;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the Cues (RFC 9559 clause 5.1.5) into one table for each track that they speak of. */
final class CuesReader {

  /** The head of a cluster: its number, and a size that may take eight bytes. */
  private static final int MOST_CLUSTER_HEAD = 12;

  private final EbmlReader reader;
  private final long segmentStart;
  private final Map<Long, CueTable.Builder> tables = new HashMap<>();

  private CuesReader(EbmlReader reader, long segmentStart) {
    this.reader = reader;
    this.segmentStart = segmentStart;
  }

  static Map<Long, CueTable> read(EbmlReader reader, long end, long segmentStart)
      throws IOException {
    CuesReader cues = new CuesReader(reader, segmentStart);
    while (reader.next(end)) {
      long pointEnd = reader.endWithin(end);
      if (reader.id() == Ids.CUE_POINT) {
        cues.point(pointEnd);
      }
      reader.position(pointEnd);
    }
    Map<Long, CueTable> built = new HashMap<>();
    cues.tables.forEach((track, table) -> built.put(track, table.build()));
    return built;
  }

  private void point(long end) throws IOException {
    long time = -1;
    while (reader.next(end)) {
      long childEnd = reader.endWithin(end);
      if (reader.id() == Ids.CUE_TIME) {
        time = reader.unsigned();
      } else if (reader.id() == Ids.CUE_TRACK_POSITIONS && time >= 0) {
        positions(time, childEnd);
      }
      reader.position(childEnd);
    }
  }

  private void positions(long time, long end) throws IOException {
    long track = 0;
    long cluster = -1;
    long offset = CueTable.NO_OFFSET;
    while (reader.next(end)) {
      switch (reader.id()) {
        case Ids.CUE_TRACK -> track = reader.unsigned();
        case Ids.CUE_CLUSTER_POSITION -> cluster = reader.unsigned();
        // Counted from the content of the cluster; its head is at most this long.
        case Ids.CUE_RELATIVE_POSITION -> offset = MOST_CLUSTER_HEAD + reader.unsigned();
        default -> {}
      }
      reader.position(reader.endWithin(end));
    }
    long position = segmentStart + cluster;
    if (cluster >= 0 && position < reader.length()) {
      int known = offset > 0 && offset < reader.length() ? (int) offset : CueTable.NO_OFFSET;
      tables.computeIfAbsent(track, number -> new CueTable.Builder()).add(time, position, known);
    }
  }
}
