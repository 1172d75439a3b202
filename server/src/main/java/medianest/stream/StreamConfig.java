package medianest.stream;

import java.time.Duration;

/**
 * Settings under {@code stream}.
 *
 * @param ticketLifetime how long a ticket holds, six hours at most
 * @param indexCacheBytes memory for indexes of files that are being watched
 * @param segmentCacheBytes memory for heads of segments, sound and playlists
 * @param mostViewers who comes when so many watch is told to come back; 0 for no limit
 * @param holdToCapacity whether the limit is what the last capacity run on this server found
 */
public record StreamConfig(
    Duration ticketLifetime,
    long indexCacheBytes,
    long segmentCacheBytes,
    int mostViewers,
    boolean holdToCapacity) {

  private static final Duration LONGEST_TICKET = Duration.ofHours(6);

  public StreamConfig {
    if (ticketLifetime.compareTo(LONGEST_TICKET) > 0 || ticketLifetime.isNegative()) {
      throw new IllegalArgumentException("stream.ticketLifetime must be between 0 and 6 hours.");
    }
    if (mostViewers < 0) {
      throw new IllegalArgumentException("stream.mostViewers must be 0 or more.");
    }
    if (indexCacheBytes < 1 << 20 || segmentCacheBytes < 1 << 20) {
      throw new IllegalArgumentException(
          "stream.indexCacheBytes and stream.segmentCacheBytes must be at least 1 MB each.");
    }
  }

  public static StreamConfig defaults() {
    return new StreamConfig(LONGEST_TICKET, 64L << 20, 64L << 20, 0, false);
  }
}
