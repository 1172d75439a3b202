package medianest.benchmarks.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time of processes, as Linux counts it in {@code /proc/PID/stat}. */
public final class Cpu {

  /** USER_HZ, which Linux fixes at 100 for what it shows to programs. */
  private static final double TICKS_PER_SECOND = 100;

  private Cpu() {}

  /** Seconds of user and system time that the processes and their living children have taken. */
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

  private static double own(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // The second field is the name in brackets and may hold blanks; utime and stime are fields 14
    // and 15 (proc(5)).
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }
}
