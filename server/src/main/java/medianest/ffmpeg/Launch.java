package medianest.ffmpeg;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The words before ffmpeg's own: programs of util-linux that set limits and then become ffmpeg, so
 * that no process stands between it and us. Where one is missing, its limit is.
 */
final class Launch {

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  private Launch() {}

  /**
   * The same for a run that uses a chip: drivers reserve more addresses than there is memory, open
   * many files, and make some in memory.
   */
  static List<String> lineOfHardware(Path program, Limits limits) {
    return line(program, limits, "unlimited", "1073741824", "1024");
  }

  static List<String> line(Path program, Limits limits, long memoryBytes) {
    return line(program, limits, Long.toString(memoryBytes), "0", "64");
  }

  private static List<String> line(
      Path program, Limits limits, String addresses, String fileBytes, String files) {
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(SETPRIV)) {
      // Ended by the kernel when the thread that started it is gone, so also by a kill -9 of us.
      line.addAll(List.of(SETPRIV.toString(), "--pdeathsig=KILL", "--"));
    }
    if (Files.isExecutable(PRLIMIT)) {
      line.add(PRLIMIT.toString());
      line.addAll(List.of("--core=0", "--fsize=" + fileBytes, "--nofile=" + files));
      line.add("--cpu=" + limits.cpu().toSeconds());
      line.add("--as=" + addresses);
      line.add("--");
    }
    line.add(program.toString());
    return line;
  }
}
