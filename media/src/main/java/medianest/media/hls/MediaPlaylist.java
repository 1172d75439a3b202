package medianest.media.hls;

import medianest.media.segment.TrackSegments;

/**
 * Media playlists (RFC 8216 4.3.3) of one track. All that they name lies beside them, and durations
 * have six decimals, since players add them up.
 */
public final class MediaPlaylist {

  /** Fragmented MP4 needs 6 (RFC 8216 7), 7 is what players of it are made for. */
  private static final int VERSION = 7;

  private MediaPlaylist() {}

  /**
   * All segments of a track.
   *
   * @param targetSeconds the target duration that the playlists of the file share
   */
  public static String of(TrackSegments segments, int targetSeconds) {
    StringBuilder out = head(targetSeconds, segments.count());
    out.append("#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI=\"init.mp4\"\n");
    for (int k = 0; k < segments.count(); k++) {
      segment(out, segments.durationUs(k), "seg_" + k + ".m4s");
    }
    return out.append("#EXT-X-ENDLIST\n").toString();
  }

  /** The key frames of a track, each for as long as it takes to the next (4.3.3.6). */
  public static String ofKeyFrames(TrackSegments segments) {
    long longestUs = 0;
    for (int i = 0; i < segments.keyCount(); i++) {
      longestUs = Math.max(longestUs, segments.keyDurationUs(i));
    }
    StringBuilder out = head(roundedSeconds(longestUs), segments.keyCount());
    out.append("#EXT-X-I-FRAMES-ONLY\n#EXT-X-MAP:URI=\"init.mp4\"\n");
    for (int i = 0; i < segments.keyCount(); i++) {
      segment(out, segments.keyDurationUs(i), "key_" + i + ".m4s");
    }
    return out.append("#EXT-X-ENDLIST\n").toString();
  }

  /** Subtitles: one file for the whole movie. */
  public static String ofText(long durationUs) {
    StringBuilder out = head(roundedSeconds(durationUs), 1);
    segment(out, durationUs, "text.vtt");
    return out.append("#EXT-X-ENDLIST\n").toString();
  }

  /**
   * Subtitles in windows of the same length, of which the last is as long as what is left; a target
   * duration of their own is allowed to them (RFC 8216 4.3.3.1, 6.2.4).
   */
  public static String ofText(long durationUs, long windowUs) {
    int windows = textWindows(durationUs, windowUs);
    StringBuilder out = head(roundedSeconds(Math.min(windowUs, durationUs)), windows);
    for (int k = 0; k < windows; k++) {
      segment(out, Math.min(windowUs, durationUs - k * windowUs), "text_" + k + ".vtt");
    }
    return out.append("#EXT-X-ENDLIST\n").toString();
  }

  /** How many windows the subtitles of a movie have. */
  public static int textWindows(long durationUs, long windowUs) {
    return (int) Math.max(1, Math.ceilDiv(durationUs, windowUs));
  }

  private static StringBuilder head(int targetSeconds, int segments) {
    return new StringBuilder(200 + 36 * segments)
        .append("#EXTM3U\n#EXT-X-VERSION:")
        .append(VERSION)
        .append("\n#EXT-X-TARGETDURATION:")
        .append(targetSeconds)
        .append("\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n");
  }

  private static void segment(StringBuilder out, long us, String uri) {
    out.append("#EXTINF:").append(us / 1_000_000).append('.');
    String fraction = Long.toString(us % 1_000_000);
    out.repeat('0', 6 - fraction.length()).append(fraction);
    out.append(",\n").append(uri).append('\n');
  }

  private static int roundedSeconds(long us) {
    return (int) Math.max(1, (us + 500_000) / 1_000_000);
  }
}
