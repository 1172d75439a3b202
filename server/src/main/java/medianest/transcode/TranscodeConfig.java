package medianest.transcode;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import medianest.ffmpeg.Hardware;

/**
 * Settings under {@code transcode}.
 *
 * @param runs encoders at work at the same time; 0 for twice as many as there are cores
 * @param preset how much work the encoder puts into a picture
 * @param hardware what encodes pictures
 * @param cacheBytes of segments that are kept on disk
 * @param folder where they are kept; empty for {@code transcoded} in the data folder
 */
public record TranscodeConfig(
    int runs, Preset preset, Chips hardware, long cacheBytes, String folder) {

  private static final long LEAST_CACHE = 256L << 20;

  /** As x264 names them. */
  public enum Preset {
    ULTRAFAST,
    SUPERFAST,
    VERYFAST,
    FASTER,
    MEDIUM
  }

  /** Which chips may encode: the best that was seen to, none, or that one. */
  public enum Chips {
    AUTO,
    OFF,
    NVENC,
    QSV,
    VAAPI,
    V4L2;

    Optional<Hardware> chosen(Set<Hardware> working) {
      return switch (this) {
        case AUTO -> working.stream().min(Comparator.naturalOrder());
        case OFF -> Optional.empty();
        case NVENC -> Optional.of(Hardware.NVENC);
        case QSV -> Optional.of(Hardware.QSV);
        case VAAPI -> Optional.of(Hardware.VAAPI);
        case V4L2 -> Optional.of(Hardware.V4L2);
      };
    }
  }

  public TranscodeConfig {
    if (runs < 0 || runs > 256) {
      throw new IllegalArgumentException("transcode.runs must be between 0 and 256.");
    }
    if (cacheBytes < LEAST_CACHE) {
      throw new IllegalArgumentException("transcode.cacheBytes must be at least 256 MB.");
    }
  }

  public static TranscodeConfig defaults() {
    return new TranscodeConfig(0, Preset.VERYFAST, Chips.AUTO, 20L << 30, "");
  }

  /** Encoders at work at the same time. */
  public int slots() {
    return runs == 0 ? 2 * Runtime.getRuntime().availableProcessors() : runs;
  }
}
