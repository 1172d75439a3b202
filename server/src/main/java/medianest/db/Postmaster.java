package medianest.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL that runs on a cluster, as the cluster's file {@code postmaster.pid} tells: its
 * process is in the first line, its port in the fourth.
 */
record Postmaster(ProcessHandle process, int port) {

  private static final Duration FAST = Duration.ofSeconds(20);
  private static final Duration IMMEDIATE = Duration.ofSeconds(5);

  /** Empty where the file is missing or was left behind by a process that is gone. */
  static Optional<Postmaster> of(Path cluster) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(pidFile(cluster));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (lines.size() < 4) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(process -> runsOn(process, cluster))
        .map(process -> new Postmaster(process, Integer.parseInt(lines.get(3).strip())));
  }

  /**
   * Stops a PostgreSQL that outlived its server, and removes what a dead one left. Only for the
   * holder of the folder's lock. The file must go, since PostgreSQL takes any process that has the
   * number by now for itself, and in a container the numbers are few.
   */
  static void stopLeftover(Path cluster) throws IOException, InterruptedException {
    Optional<Postmaster> leftover = of(cluster);
    if (leftover.isPresent()) {
      leftover.get().stop();
    }
    Files.deleteIfExists(pidFile(cluster));
  }

  /** Stops it and returns when it is gone: the fast way, else the immediate one, else by force. */
  void stop() throws InterruptedException {
    Signals.INTERRUPT.send(process.pid());
    if (!ends(FAST)) {
      Signals.QUIT.send(process.pid());
      if (!ends(IMMEDIATE)) {
        process.destroyForcibly();
        ends(IMMEDIATE);
      }
    }
  }

  private boolean ends(Duration patience) throws InterruptedException {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path pidFile(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /** By its command line, which anybody may read; process numbers are used again. */
  private static boolean runsOn(ProcessHandle process, Path cluster) {
    try {
      byte[] command = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
      String[] arguments = new String(command, StandardCharsets.UTF_8).split("\0", -1);
      return arguments[0].endsWith("/postgres")
          && Arrays.asList(arguments).contains(cluster.toString());
    } catch (IOException e) {
      return false;
    }
  }
}
