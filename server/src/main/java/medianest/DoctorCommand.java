package medianest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.Findings;
import medianest.ffmpeg.Version;
import medianest.library.WatchLimit;

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
    findings.addAll(ffmpeg(config));
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
    OptionalInt limit = WatchLimit.read();
    if (limit.isEmpty()) {
      return new Finding(true, "inotify", "This system has no such limit.");
    }
    boolean good = limit.getAsInt() >= FEW_WATCHES;
    return new Finding(
        good,
        "inotify",
        limit.getAsInt()
            + " folders can be watched"
            + (good ? "." : "; raise it with sysctl fs.inotify.max_user_watches=524288."));
  }

  /** Lets ffmpeg show what it can do, and what it cannot reach. */
  private static List<Finding> ffmpeg(MediaNestConfig config) {
    Path folder =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "medianest-doctor-" + ProcessHandle.current().pid());
    try (Ffmpeg ffmpeg = Ffmpeg.find(config.ffmpeg(), folder)) {
      Findings shown = ffmpeg.findings();
      String version = shown.version().map(Version::text).orElse("");
      List<Finding> findings = new ArrayList<>();
      findings.add(
          new Finding(
              shown.usable(),
              "ffmpeg",
              shown.obstacle().orElse("Version " + version + " passed its test.")));
      if (shown.version().filter(Version::hasKnownFlaws).isPresent()) {
        findings.add(
            new Finding(
                true,
                "ffmpeg",
                "It is older than the fixes of 2026 (7.1.5, 8.0.3, 8.1.2); the decoders with the flaws are shut out."));
      }
      if (shown.usable()) {
        boolean locked = shown.shut().size() == Findings.Shut.values().length;
        findings.add(new Finding(locked, "sandbox", shown.sandbox()));
        findings.add(new Finding(true, "hardware", shown.encodingHardware()));
      }
      return findings;
    } catch (IOException e) {
      return List.of(new Finding(false, "ffmpeg", "It cannot be tested: " + e.getMessage() + "."));
    } finally {
      removed(folder);
    }
  }

  private static void removed(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // It is empty and in the folder for such things.
      return;
    }
  }

  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
