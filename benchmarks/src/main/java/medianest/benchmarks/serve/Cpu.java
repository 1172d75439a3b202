package medianest.benchmarks.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Processor time of processes, as Linux counts it in {@code /proc/PID/stat}. */
public final class Cpu {

  /** USER_HZ, which Linux fixes at 100 for what it shows to programs. */
  private static final double TICKS_PER_SECOND = 100;

  private Cpu() {}

  /** Seconds of user and system time that the processes and all below them have taken. */
  public static double seconds(List<ProcessHandle> processes) throws IOException {
    double sum = 0;
    for (ProcessHandle each : processes) {
      sum += own(each.pid());
      for (ProcessHandle child : each.descendants().toList()) {
        sum += own(child.pid());
      }
    }
    return sum;
  }

  /** Of this process alone: to look for children takes longer than to look at itself. */
  public static double ofThisProcess() throws IOException {
    return own(ProcessHandle.current().pid());
  }

  /**
   * Its own, and that of its children which have ended; nothing where it has ended itself, since
   * its parent has it then.
   */
  private static double own(long pid) throws IOException {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    } catch (NoSuchFileException e) {
      return 0;
    }
    // The second field is the name in brackets and may hold blanks; utime, stime, cutime and cstime
    // are fields 14 to 17 (proc(5)).
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int field = 11; field <= 14; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks / TICKS_PER_SECOND;
  }
}
