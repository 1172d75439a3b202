package medianest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import medianest.config.Settings;

/** {@code doctor}: says what it found on this machine, and what to do about each problem. */
final class DoctorCommand {

  private static final long LITTLE_SPACE = 2L << 30;
  private static final int FEW_WATCHES = 65_536;

  private DoctorCommand() {}

  /** One line of the report. */
  private record Finding(boolean good, String name, String sentence) {}

  static int run(List<String> words) throws BadUsage, StartFailure {
    Arguments arguments = Arguments.parse(words, SettingsOptions.and(), Set.of()).optionsOnly();
    MediaNestConfig config = SettingsOptions.read(arguments, Map.of());
    List<Finding> findings = new ArrayList<>();
    findings.add(jdk());
    findings.add(dataFolder(config.data()));
    findings.add(space(config.data()));
    findings.add(port(config));
    findings.add(watches());
    findings.add(program("ffmpeg"));
    findings.add(program("ffprobe"));
    for (Finding finding : findings) {
      System.out.printf(
          "%-5s %-12s %s%n", finding.good() ? "ok" : "CHECK", finding.name(), finding.sentence());
    }
    return findings.stream().allMatch(Finding::good) ? 0 : 1;
  }

  private static Finding jdk() {
    Runtime.Version version = Runtime.version();
    return new Finding(
        version.feature() >= 25,
        "Java",
        version
            + " in "
            + System.getProperty("java.home")
            + (version.feature() >= 25 ? "." : "; install a JDK 25 or newer."));
  }

  private static Finding dataFolder(Path data) {
    Path there = existing(data);
    boolean good = Files.isWritable(there);
    return new Finding(
        good,
        "data folder",
        good
            ? data.toAbsolutePath().normalize() + " can be written."
            : there
                + " cannot be written by this account; change that, or choose another folder with --data.");
  }

  private static Finding space(Path data) {
    try {
      long free = Files.getFileStore(existing(data)).getUsableSpace();
      return new Finding(
          free > LITTLE_SPACE,
          "disk",
          "%.1f GB are free beside the data folder%s"
              .formatted(
                  free / 1e9,
                  free > LITTLE_SPACE ? "." : "; make room, or choose another disk with --data."));
    } catch (IOException e) {
      return new Finding(false, "disk", "Its free space cannot be read: " + e.getMessage() + ".");
    }
  }

  private static Finding port(MediaNestConfig config) {
    int port = config.http().port();
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(config.http().host(), port));
      return new Finding(true, "port", port + " is free.");
    } catch (IOException e) {
      return new Finding(
          false,
          "port",
          port + " is in use; stop what listens there, or choose another with --port.");
    }
  }

  private static Finding watches() {
    try {
      String text = Files.readString(Path.of("/proc/sys/fs/inotify/max_user_watches")).strip();
      boolean good = Integer.parseInt(text) >= FEW_WATCHES;
      return new Finding(
          good,
          "inotify",
          text
              + " folders can be watched"
              + (good ? "." : "; raise it with sysctl fs.inotify.max_user_watches=524288."));
    } catch (IOException | NumberFormatException e) {
      return new Finding(true, "inotify", "This system has no such limit.");
    }
  }

  private static Finding program(String name) {
    String path = Settings.environment("PATH");
    for (String folder : path == null ? new String[0] : path.split(":", -1)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return new Finding(true, name, program + ".");
      }
    }
    return new Finding(
        false,
        name,
        "It was not found; everything but converting media works without it. Install ffmpeg.");
  }

  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
