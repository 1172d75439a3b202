package medianest.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** How many folders one user may have watched at the same time: inotify(7). */
public final class WatchLimit {

  private static final Path FILE = Path.of("/proc/sys/fs/inotify/max_user_watches");

  private WatchLimit() {}

  /** Empty where the system has no such limit. */
  public static OptionalInt read() {
    // A second read of such a file ends it, so the first must be long enough for all of it.
    byte[] digits = new byte[32];
    try (InputStream in = Files.newInputStream(FILE)) {
      int length = Math.max(0, in.read(digits));
      String text = new String(digits, 0, length, StandardCharsets.US_ASCII);
      return OptionalInt.of(Integer.parseInt(text.strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
