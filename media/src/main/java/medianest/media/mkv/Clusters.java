package medianest.media.mkv;

import java.io.IOException;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;

/** The clusters of a segment, found by hopping over what lies between them. */
final class Clusters {

  /** How much damage is searched for the next cluster before the rest is given up. */
  private static final int RESYNC_LIMIT = 16 << 20;

  private static final int RESYNC_STEP = 64 << 10;
  private static final int CLUSTER_ID_LENGTH = 4;

  private final EbmlReader reader;
  private final Segment segment;

  Clusters(EbmlReader reader, Segment segment) {
    this.reader = reader;
    this.segment = segment;
  }

  /** The first cluster from {@code position} on, where an element begins; null at the end. */
  @Nullable Cluster from(long position) throws IOException {
    reader.position(position);
    while (true) {
      long at = reader.position();
      if (!reader.next(segment.end())) {
        if (!reader.damaged() || !resync(at + 1)) {
          return null;
        }
      } else if (reader.id() == Ids.CLUSTER) {
        long end = reader.end();
        Cluster cluster = head(at, end);
        if (cluster != null) {
          return cluster;
        }
        reader.position(end == Long.MAX_VALUE ? Math.max(at + 1, reader.position()) : end);
      } else if (reader.id() == Ids.EBML || reader.id() == Ids.SEGMENT) {
        return null;
      } else if (reader.size() != EbmlReader.UNKNOWN_SIZE && Ids.topLevel(reader.id())) {
        reader.skip();
      } else if (isFiller(reader.id()) && reader.end() <= segment.end()) {
        reader.skip();
      } else if (!resync(at + 1)) {
        return null;
      }
    }
  }

  /** The cluster that begins at {@code position}; null where none does. */
  @Nullable Cluster at(long position) throws IOException {
    reader.position(position);
    return reader.next(segment.end()) && reader.id() == Ids.CLUSTER
        ? head(position, reader.end())
        : null;
  }

  BlockReader blocks(Cluster cluster) {
    return new BlockReader(reader, segment, cluster);
  }

  /** The one after {@code cluster}, whose blocks have been read to their end if need be. */
  @Nullable Cluster after(Cluster cluster, @Nullable BlockReader read) throws IOException {
    if (cluster.endKnown()) {
      return from(cluster.end());
    }
    BlockReader blocks = read == null ? blocks(cluster) : read;
    while (blocks.next()) {
      // Only its end is wanted.
    }
    return from(blocks.position());
  }

  private @Nullable Cluster head(long position, long end) throws IOException {
    long bound = Math.min(end, segment.end());
    while (true) {
      long at = reader.position();
      if (!reader.next(bound) || reader.end() > bound || !mayPrecedeTimestamp(reader.id())) {
        reader.position(at);
        return null;
      }
      if (reader.id() == Ids.TIMESTAMP) {
        long time = reader.unsigned();
        return segment.timeInRange(time) ? new Cluster(position, reader.end(), end, time) : null;
      }
      reader.skip();
    }
  }

  private static boolean mayPrecedeTimestamp(int id) {
    return id != Ids.SIMPLE_BLOCK && id != Ids.BLOCK_GROUP && !Ids.topLevel(id);
  }

  private static boolean isFiller(int id) {
    return id == Ids.VOID || id == Ids.CRC_32;
  }

  /** Moves to the next four bytes that look like a cluster. */
  private boolean resync(long from) throws IOException {
    long limit = Math.min(segment.end(), from + RESYNC_LIMIT);
    for (long at = from; at < limit; at += RESYNC_STEP) {
      Bytes step = reader.upTo(at, RESYNC_STEP + CLUSTER_ID_LENGTH - 1);
      for (int i = 0; i + CLUSTER_ID_LENGTH <= step.length(); i++) {
        if (step.at(i) == 0x1F
            && step.at(i + 1) == 0x43
            && step.at(i + 2) == 0xB6
            && step.at(i + 3) == 0x75) {
          reader.position(at + i);
          return true;
        }
      }
    }
    return false;
  }
}
