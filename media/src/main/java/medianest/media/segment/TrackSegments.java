package medianest.media.segment;

import java.util.Arrays;
import java.util.stream.IntStream;
import medianest.media.track.Track;

/**
 * How one track is cut: segment {@code k} holds the samples from boundary {@code k} up to boundary
 * {@code k + 1}.
 *
 * <p>Times on the playlist are the boundaries rounded to a microsecond, and durations their
 * differences, so that rounding never adds up. The playlist begins at zero whatever the track
 * begins with: a picture that comes late comes late.
 */
public final class TrackSegments {

  private final Track track;
  private final long[] boundaries;
  private final long[] keys;

  /**
   * @param boundaries rising, in ticks of the track, the last being its end
   * @param keys where key frames are, which may be more than there are segments
   */
  TrackSegments(Track track, long[] boundaries, long[] keys) {
    if (boundaries.length < 2 || keys.length == 0) {
      throw new IllegalArgumentException("a track without a segment");
    }
    this.track = track;
    this.boundaries = boundaries;
    this.keys = keys;
  }

  /** The same segments of the track as it is after encoding, with the same ticks. */
  public TrackSegments of(Track encoded) {
    if (encoded.timescale() != track.timescale()) {
      throw new IllegalArgumentException("a time scale of " + encoded.timescale());
    }
    return new TrackSegments(encoded, boundaries, keys);
  }

  /** The last segment that begins at or before a time; the first where none does. */
  public int at(long ticks) {
    int found = Arrays.binarySearch(boundaries, ticks);
    int k = found >= 0 ? found : -found - 2;
    return Math.clamp(k, 0, count() - 1);
  }

  public Track track() {
    return track;
  }

  public int count() {
    return boundaries.length - 1;
  }

  /** Where segment {@code k} begins, in ticks. */
  public long start(int k) {
    return boundaries[k];
  }

  /** Where segment {@code k} ends and the next begins, in ticks. */
  public long end(int k) {
    return boundaries[k + 1];
  }

  /** Where segment {@code k} begins on the playlist. */
  public long startUs(int k) {
    return onPlaylist(boundaries, k);
  }

  public long durationUs(int k) {
    return onPlaylist(boundaries, k + 1) - onPlaylist(boundaries, k);
  }

  /** Where the playlist ends. */
  public long endUs() {
    return startUs(count());
  }

  /** How many key frames can be shown by themselves. */
  public int keyCount() {
    return keys.length;
  }

  /** The time of key frame {@code i}, in ticks. */
  public long key(int i) {
    return keys[i];
  }

  /** The time of the key frame after {@code i}, or the track's end. */
  public long keyEnd(int i) {
    return i + 1 < keys.length ? keys[i + 1] : boundaries[count()];
  }

  /** How long key frame {@code i} stands for the picture when only key frames are shown. */
  public long keyDurationUs(int i) {
    return Ticks.toMicros(keyEnd(i), track.timescale()) - onPlaylist(keys, i);
  }

  /** The number of the longest segments, those that a seek or a switch has to wait for. */
  public int longCount(long overUs) {
    return (int) IntStream.range(0, count()).filter(k -> durationUs(k) > overUs).count();
  }

  private long onPlaylist(long[] times, int i) {
    return i == 0 ? 0 : Ticks.toMicros(times[i], track.timescale());
  }
}
