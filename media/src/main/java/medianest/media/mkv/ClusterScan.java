package medianest.media.mkv;

import java.io.IOException;
import medianest.media.io.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the places of a cue table where a file has none: by hopping from cluster to cluster and
 * looking for the track's first block in each, since writers begin clusters with key frames; where
 * that finds too few, by going through every block.
 */
final class ClusterScan {

  /** All blocks that one scan goes through: some hours of film, and a second or two of work. */
  private static final int MOST_BLOCKS = 1_000_000;

  private final Clusters clusters;
  private final long track;
  private int budget = MOST_BLOCKS;

  ClusterScan(ByteSource source, Segment segment, long track) {
    this.clusters = new Clusters(new EbmlReader(source, EbmlReader.SMALL_WINDOW), segment);
    this.track = track;
  }

  /**
   * Adds what lies in the clusters from the one at {@code from} on, up to {@code to}.
   *
   * @param everyBlock whether all key frames of a cluster are wanted, rather than one at its start
   */
  void run(long from, long to, boolean everyBlock, CueTable.Builder places) throws IOException {
    @Nullable Cluster cluster = clusters.from(from);
    while (cluster != null && cluster.position() < to && budget > 0) {
      BlockReader block = clusters.blocks(cluster);
      boolean searching = true;
      while (searching && budget-- > 0 && block.next()) {
        if (block.track() == track) {
          if (block.key()) {
            long offset = block.blockStart() - cluster.position();
            places.add(
                block.time(),
                cluster.position(),
                offset <= Integer.MAX_VALUE ? (int) offset : CueTable.NO_OFFSET);
          }
          searching = everyBlock;
        }
      }
      cluster = clusters.after(cluster, block);
    }
  }
}
