package medianest.media.mkv;

/**
 * The head of a cluster.
 *
 * @param position where the element begins
 * @param blocks where the first element after the timestamp begins
 * @param end where the cluster ends; {@link Long#MAX_VALUE} where only reading it tells
 * @param time in units of the segment, to which the times of its blocks are relative
 */
record Cluster(long position, long blocks, long end, long time) {

  boolean endKnown() {
    return end != Long.MAX_VALUE;
  }
}
