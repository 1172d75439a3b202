package medianest.media.mkv;

import medianest.media.track.Track;

/**
 * A track with what it takes to find its samples.
 *
 * @param cues for video its key frames; for the first sound track of a file without video, places
 *     to start reading from; else empty
 * @param lacedTicks between frames that share a block
 * @param largestFrame bytes that no frame exceeds; 0 where that is not known
 */
record MkvTrack(
    Track track,
    TrackClock clock,
    ContentEncoding encoding,
    CueTable cues,
    long lacedTicks,
    int largestFrame) {

  /** The last cut that is not after {@code ticks}; -1 where there is none. */
  int cutBefore(long ticks) {
    int before = cuesUpTo(ticks);
    return before == 0 ? -1 : cues.closedBefore(before - 1);
  }

  /** How many places are not after {@code ticks}. */
  int cuesUpTo(long ticks) {
    int low = 0;
    int high = cues.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (clock.unrounded(cues.time(middle)) <= ticks) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The same with another end. */
  MkvTrack endingAt(long endTime) {
    Track longer =
        new Track(
            track.number(),
            track.id(),
            track.format(),
            track.timescale(),
            track.language(),
            track.name(),
            track.isDefault(),
            track.forced(),
            track.startTime(),
            endTime,
            track.sampleCount(),
            track.byteCount());
    return new MkvTrack(longer, clock, encoding, cues, lacedTicks, largestFrame);
  }
}
