package medianest.ffmpeg;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which ffmpeg it is.
 *
 * @param text as it names itself
 */
public record Version(int major, int minor, int patch, String text) {

  private static final Pattern LINE =
      Pattern.compile("ffmpeg version (n?(\\d+)\\.(\\d+)(?:\\.(\\d+))?\\S*|\\S+)");

  /** The oldest whose options this program knows. */
  private static final int OLDEST_MAJOR = 5;

  /** Of the first line that {@code ffmpeg -version} writes. A build of a snapshot has no number. */
  static Optional<Version> parse(String output) {
    Matcher line = LINE.matcher(output);
    if (!line.find()) {
      return Optional.empty();
    }
    String text = line.group(1);
    return line.group(2) == null
        ? Optional.of(new Version(Integer.MAX_VALUE, 0, 0, text))
        : Optional.of(
            new Version(number(line.group(2)), number(line.group(3)), number(line.group(4)), text));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  public boolean known() {
    return major >= OLDEST_MAJOR;
  }

  /** Whether it is older than what fixed CVE-2026-8461: 7.1.5, 8.0.3 and 8.1.2. */
  public boolean hasKnownFlaws() {
    return switch (major) {
      case Integer.MAX_VALUE -> false;
      case 7 -> minor < 1 || (minor == 1 && patch < 5);
      case 8 -> (minor == 0 && patch < 3) || (minor == 1 && patch < 2);
      default -> major < 7;
    };
  }
}
