package medianest.media.mkv;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import medianest.media.io.ByteSource;
import org.jspecify.annotations.Nullable;

/** Finds where each track ends, from the last two clusters of the file. */
final class LastBlocks {

  private static final int MOST_BLOCKS = 20_000;

  private final Map<Long, End> ends = new HashMap<>();
  private final long lastClusterTime;

  /**
   * Where a track ends.
   *
   * @param time of its last block in order of presentation, in units of the segment
   * @param before that of the one before; the same where there is none
   * @param duration of the last; {@link BlockReader#NO_DURATION} where it does not say
   * @param frames that the last holds
   */
  record End(long time, long before, long duration, int frames) {}

  private LastBlocks(long lastClusterTime) {
    this.lastClusterTime = lastClusterTime;
  }

  /**
   * @param from where a cluster begins that is not far from the end
   */
  static LastBlocks read(ByteSource source, Segment segment, long from) throws IOException {
    Clusters clusters = new Clusters(new EbmlReader(source, EbmlReader.SMALL_WINDOW), segment);
    @Nullable Cluster beforeLast = null;
    @Nullable Cluster last = clusters.from(from);
    while (last != null) {
      Cluster next = clusters.after(last, null);
      if (next == null) {
        break;
      }
      beforeLast = last;
      last = next;
    }
    LastBlocks blocks = new LastBlocks(last == null ? 0 : last.time());
    int budget = MOST_BLOCKS;
    for (Cluster cluster : new @Nullable Cluster[] {beforeLast, last}) {
      if (cluster != null) {
        BlockReader block = clusters.blocks(cluster);
        while (budget-- > 0 && block.next()) {
          blocks.take(block);
        }
      }
    }
    return blocks;
  }

  /** By track number; tracks that end earlier are not in it. */
  Map<Long, End> ends() {
    return ends;
  }

  /** Of the last block of all, in units of the segment. */
  long lastTime() {
    return ends.values().stream().mapToLong(End::time).reduce(lastClusterTime, Math::max);
  }

  private void take(BlockReader block) throws IOException {
    int frames = block.frames().count();
    if (frames == 0) {
      return;
    }
    End end = new End(block.time(), block.time(), block.duration(), frames);
    ends.merge(
        block.track(),
        end,
        (old, now) ->
            now.time > old.time
                ? new End(now.time, old.time, now.duration, now.frames)
                : new End(old.time, Math.max(old.before, now.time), old.duration, old.frames));
  }
}
