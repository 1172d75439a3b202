package medianest.playback;

/**
 * A size in which the picture can be had.
 *
 * @param name as people know it: {@code 720p}
 * @param bitrate in bits per second, on average
 * @param original whether it is the file's own picture, untouched
 */
public record Quality(String name, int width, int height, long bitrate, boolean original) {}
