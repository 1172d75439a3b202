package medianest.media.mkv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Finds where each video and sound track begins, and reads the head of its first frame, which has
 * what Matroska does not say of some codecs.
 */
final class FirstBlocks {

  private static final int WINDOW = 512;

  /** Tracks that have not begun by then are taken to begin with the movie. */
  private static final long SEARCH_NANOS = 10_000_000_000L;

  private static final int MOST_BLOCKS = 2000;

  /** The head of a video frame, and of a sound frame whose head is all that is wanted. */
  private static final int HEAD = 64;

  /** Enhanced AC-3 spreads its description over all frames of an access unit. */
  private static final int ACCESS_UNIT = 16 << 10;

  private final SegmentHead head;
  private final EbmlReader reader;
  private final Map<Long, TrackEntry> wanted = new HashMap<>();
  private final Map<Long, FirstBlock> found = new HashMap<>();
  private int blocks;

  private FirstBlocks(ByteSource source, SegmentHead head) {
    this.head = head;
    this.reader = new EbmlReader(source, WINDOW);
    for (TrackEntry entry : head.tracks()) {
      if (entry.type() == TrackEntry.VIDEO || entry.type() == TrackEntry.AUDIO) {
        wanted.putIfAbsent(entry.number(), entry);
      }
    }
  }

  /** By track number. */
  static Map<Long, FirstBlock> read(ByteSource source, SegmentHead head) throws IOException {
    return new FirstBlocks(source, head).read();
  }

  private Map<Long, FirstBlock> read() throws IOException {
    Clusters clusters = new Clusters(reader, head.segment());
    Set<Long> missing = new HashSet<>(wanted.keySet());
    @Nullable Cluster cluster = clusters.from(head.segment().firstCluster());
    long last = cluster == null ? 0 : cluster.time() + head.segment().units(SEARCH_NANOS);
    while (cluster != null && cluster.time() <= last && !missing.isEmpty()) {
      BlockReader block = clusters.blocks(cluster);
      while (!missing.isEmpty() && blocks < MOST_BLOCKS && block.next()) {
        blocks++;
        if (missing.contains(block.track()) && take(cluster, block)) {
          missing.remove(block.track());
        }
      }
      if (blocks == MOST_BLOCKS) {
        break;
      }
      cluster = clusters.after(cluster, block);
    }
    return found;
  }

  private boolean take(Cluster cluster, BlockReader block) throws IOException {
    TrackEntry entry = wanted.get(block.track());
    Lacing frames = block.frames();
    if (entry == null || frames.count() == 0) {
      return false;
    }
    long offset = block.blockStart() - cluster.position();
    int stored = frames.size(0);
    int look = Math.min(stored, entry.codecId().contains("AC3") ? ACCESS_UNIT : HEAD);
    Bytes frame =
        entry.encoding().stored()
            ? behind(entry.encoding().prefix(), reader.upTo(frames.offset(0), look))
            : Bytes.EMPTY;
    found.put(
        block.track(),
        new FirstBlock(
            cluster.position(),
            offset <= Integer.MAX_VALUE ? (int) offset : CueTable.NO_OFFSET,
            block.time(),
            frame,
            stored + entry.encoding().prefix().length()));
    return true;
  }

  static Bytes behind(Bytes prefix, Bytes stored) {
    if (prefix.isEmpty()) {
      return stored;
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(prefix.toArray());
    joined.writeBytes(stored.toArray());
    return Bytes.of(joined.toByteArray());
  }
}
