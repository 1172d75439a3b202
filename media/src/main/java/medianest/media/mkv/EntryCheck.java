package medianest.media.mkv;

import java.io.IOException;
import java.util.BitSet;
import medianest.media.codec.AccessPoint;
import medianest.media.codec.AvcConfig;
import medianest.media.codec.HevcConfig;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.MemorySource;
import medianest.media.track.SampleFormat;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the frames that a cue table names: whether they are where it says, and whether a decoder
 * can start there without loss, which a key frame of Matroska does not promise.
 *
 * <p>A look costs a few small reads, and a film has thousands of places. So some, spread over the
 * file, stand for all; only where one of them is not such a start are all looked at, or as many as
 * {@link #MOST_LOOKS}, and those not looked at do not count.
 */
final class EntryCheck {

  private static final int PROBES = 16;
  private static final int MOST_LOOKS = 4096;
  private static final int MOST_BLOCKS_TO_NEXT = 500;

  /** Enough for parameter sets and messages before the first slice. */
  private static final int HEAD = 4096;

  private static final int AV1_HEAD = 256;

  private enum Verdict {
    CLOSED,
    OPEN,
    WRONG
  }

  private final ByteSource source;
  private final Clusters clusters;
  private final EbmlReader reader;
  private final long track;
  private final Bytes prefix;
  private final SampleFormat format;

  EntryCheck(
      ByteSource source,
      Segment segment,
      long track,
      ContentEncoding encoding,
      SampleFormat format) {
    this.source = source;
    this.reader = new EbmlReader(source, EbmlReader.SMALL_WINDOW);
    this.clusters = new Clusters(reader, segment);
    this.track = track;
    this.prefix = encoding.prefix();
    this.format = format;
  }

  /** The table with its closed places marked; null where it leads to other places than it says. */
  @Nullable CueTable check(CueTable table) throws IOException {
    int size = table.size();
    boolean allClosed = true;
    for (int probe = 1; probe <= PROBES && size > 1; probe++) {
      int i = (int) ((long) (size - 1) * probe / PROBES);
      Verdict verdict = i == 0 ? Verdict.CLOSED : look(table, i);
      if (verdict == Verdict.WRONG) {
        return null;
      }
      allClosed &= verdict == Verdict.CLOSED;
    }
    return allClosed ? table : table.withClosed(lookAtAll(table));
  }

  private BitSet lookAtAll(CueTable table) throws IOException {
    BitSet closed = new BitSet(table.size());
    // Where the file begins there is nothing before that could be missed.
    closed.set(0);
    int stride = Math.ceilDiv(table.size(), MOST_LOOKS);
    for (int i = stride; i < table.size(); i += stride) {
      closed.set(i, look(table, i) == Verdict.CLOSED);
    }
    return closed;
  }

  private Verdict look(CueTable table, int i) throws IOException {
    Cluster cluster = clusters.at(table.cluster(i));
    if (cluster == null) {
      return Verdict.WRONG;
    }
    BlockReader block = clusters.blocks(cluster);
    while (block.next()) {
      if (block.track() == track && block.key() && block.time() >= table.time(i)) {
        return block.time() == table.time(i) ? verdict(cluster, block) : Verdict.WRONG;
      }
    }
    return Verdict.WRONG;
  }

  private Verdict verdict(Cluster cluster, BlockReader block) throws IOException {
    try {
      AccessPoint point = point(block);
      boolean open =
          point == AccessPoint.NONE || (point == AccessPoint.OPEN && skipsPictures(cluster, block));
      return open ? Verdict.OPEN : Verdict.CLOSED;
    } catch (BrokenMedia e) {
      return Verdict.OPEN;
    }
  }

  /** Whether the picture after an open one is lost when decoding starts at the open one. */
  private boolean skipsPictures(Cluster cluster, BlockReader block) throws IOException {
    Cluster current = cluster;
    BlockReader blocks = block;
    for (int i = 0; i < MOST_BLOCKS_TO_NEXT; i++) {
      if (blocks.next()) {
        if (blocks.track() == track) {
          return point(blocks) == AccessPoint.SKIPPED_LEADING;
        }
      } else {
        Cluster next = clusters.after(current, blocks);
        if (next == null) {
          return false;
        }
        current = next;
        blocks = clusters.blocks(next);
      }
    }
    return true;
  }

  private AccessPoint point(BlockReader block) throws IOException {
    Lacing frames = block.frames();
    if (frames.count() == 0) {
      return AccessPoint.NONE;
    }
    long offset = frames.offset(0);
    int size = frames.size(0);
    return switch (format.codec()) {
      case AVC ->
          format.config().isEmpty()
              ? AccessPoint.CLEAN
              : AccessPoint.ofAvc(
                  frame(offset, size),
                  start(offset),
                  size,
                  AvcConfig.parse(format.config()).nalLengthSize());
      case HEVC ->
          format.config().isEmpty()
              ? AccessPoint.CLEAN
              : AccessPoint.ofHevc(
                  frame(offset, size),
                  start(offset),
                  size,
                  HevcConfig.parse(format.config()).nalLengthSize());
      case VP9 -> {
        Bytes head = head(offset, Math.min(size, 1));
        yield head.isEmpty() ? AccessPoint.NONE : AccessPoint.ofVp9(head.at(0));
      }
      case AV1 -> AccessPoint.ofAv1(head(offset, Math.min(size, AV1_HEAD)));
      default -> AccessPoint.CLEAN;
    };
  }

  /** The file itself, or where its frames lack their first bytes, a copy that has them. */
  private ByteSource frame(long offset, int size) throws IOException {
    return prefix.isEmpty()
        ? source
        : new MemorySource(head(offset, Math.min(size, HEAD)).toArray());
  }

  private long start(long offset) {
    return prefix.isEmpty() ? offset : 0;
  }

  private Bytes head(long offset, int size) throws IOException {
    return FirstBlocks.behind(prefix, reader.upTo(offset, size));
  }
}
