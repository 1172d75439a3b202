package medianest.media.mkv;

import java.io.IOException;

/** Goes over the blocks of one cluster by their heads (RFC 9559 clause 10). */
final class BlockReader {

  static final long NO_DURATION = -1;

  private final EbmlReader reader;
  private final Segment segment;
  private final Cluster cluster;
  private final Lacing lacing = new Lacing();
  private long position;
  private long blockStart;
  private long track;
  private long time;
  private long duration;
  private int flags;
  private boolean key;
  private long payloadStart;
  private long payloadEnd;

  BlockReader(EbmlReader reader, Segment segment, Cluster cluster) {
    this.reader = reader;
    this.segment = segment;
    this.cluster = cluster;
    this.position = cluster.blocks();
  }

  /** Moves to the next block; false after the last whole one. */
  boolean next() throws IOException {
    long end = Math.min(cluster.end(), segment.end());
    while (position < end) {
      reader.position(position);
      if (!reader.next(end)) {
        return stop(cluster.endKnown() ? end : position);
      }
      if (!cluster.endKnown() && Ids.topLevel(reader.id())) {
        return stop(position);
      }
      if (reader.end() > end) {
        return stop(end);
      }
      int id = reader.id();
      blockStart = position;
      position = reader.end();
      boolean block =
          (id == Ids.SIMPLE_BLOCK && simpleBlock()) || (id == Ids.BLOCK_GROUP && group());
      if (block) {
        return true;
      }
    }
    return stop(position);
  }

  /** Where the next element is looked for; after the last block, what follows the cluster. */
  long position() {
    return position;
  }

  /** Where the SimpleBlock or BlockGroup begins. */
  long blockStart() {
    return blockStart;
  }

  /** The number of the track that the block belongs to. */
  long track() {
    return track;
  }

  /** In units of the segment. */
  long time() {
    return time;
  }

  boolean key() {
    return key;
  }

  /** In units of the segment; {@link #NO_DURATION} where the file does not say. */
  long duration() {
    return duration;
  }

  /** Finds the frames within the block: one, or as many as are laced into it. */
  Lacing frames() throws IOException {
    lacing.split(reader, payloadStart, payloadEnd, flags >> 1 & 3);
    return lacing;
  }

  private boolean stop(long at) {
    position = at;
    return false;
  }

  private boolean simpleBlock() throws IOException {
    duration = NO_DURATION;
    if (!blockHead(reader.start(), reader.end())) {
      return false;
    }
    key = (flags & 0x80) != 0;
    return true;
  }

  private boolean group() throws IOException {
    long end = reader.end();
    boolean found = false;
    duration = NO_DURATION;
    key = true;
    while (reader.next(end) && reader.end() <= end) {
      long childEnd = reader.end();
      switch (reader.id()) {
        case Ids.BLOCK -> found = blockHead(reader.start(), childEnd);
        case Ids.BLOCK_DURATION -> {
          long units = reader.unsigned();
          duration = segment.timeInRange(units) ? units : NO_DURATION;
        }
        // A frame that refers to another is no key frame (RFC 9559 clause 5.1.3.5.5).
        case Ids.REFERENCE_BLOCK -> key = false;
        default -> {}
      }
      reader.position(childEnd);
    }
    return found;
  }

  /** The track number, the time relative to the cluster's, and the flags. */
  private boolean blockHead(long start, long end) throws IOException {
    if (start >= end) {
      return false;
    }
    int first = reader.u8(start);
    int length = Integer.numberOfLeadingZeros(first) - 23;
    if (length > 8 || start + length + 3 > end) {
      return false;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | reader.u8(start + i);
    }
    track = number & EbmlReader.valueMask(length);
    time = cluster.time() + reader.i16(start + length);
    flags = reader.u8(start + length + 2);
    payloadStart = start + length + 3;
    payloadEnd = end;
    return true;
  }
}
