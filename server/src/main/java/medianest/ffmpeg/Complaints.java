package medianest.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * What ffmpeg writes to its standard error: progress, of which the latest counts, and complaints,
 * of which the last few are kept. A hostile file can make it complain without end.
 */
final class Complaints {

  private static final Pattern PROGRESS = Pattern.compile("[a-z0-9_]+=.*");
  private static final int MOST_LINES = 12;
  private static final int LONGEST_LINE = 300;

  private final Deque<String> lines = new ArrayDeque<>();
  private volatile long outTimeUs = -1;

  /** Reads to the end. */
  void read(InputStream stream) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    StringBuilder line = new StringBuilder();
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (c == '\n' || c == '\r') {
        take(line.toString());
        line.setLength(0);
      } else if (line.length() < LONGEST_LINE) {
        line.append(Character.isISOControl(c) ? '?' : (char) c);
      }
    }
    take(line.toString());
  }

  private void take(String line) {
    if (line.startsWith("out_time_us=")) {
      try {
        outTimeUs = Long.parseLong(line.substring(12).strip());
      } catch (NumberFormatException e) {
        // "N/A" before the first packet.
        outTimeUs = -1;
      }
    } else if (!line.isBlank() && !PROGRESS.matcher(line).matches()) {
      synchronized (lines) {
        lines.addLast(line.strip());
        if (lines.size() > MOST_LINES) {
          lines.removeFirst();
        }
      }
    }
  }

  /** How far it has come; -1 before the first packet. */
  long outTimeUs() {
    return outTimeUs;
  }

  String text() {
    synchronized (lines) {
      return String.join(" | ", lines);
    }
  }
}
