package medianest.db;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command lines of PostgreSQL's programs; every part is a constant or a path of our own. */
final class PostgresCommand {

  private static final List<Path> SETPRIV =
      List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));

  /**
   * Lets the account pass a folder such as /root that is closed to it, in place of all that root
   * could do. Without the third, access(2) forgets the right of who is not root, and PostgreSQL
   * asks it whether it can run its own programs.
   */
  private static final List<String> PASS_THROUGH =
      List.of(
          "--inh-caps=+dac_read_search",
          "--ambient-caps=+dac_read_search",
          "--securebits=+no_setuid_fixup");

  private PostgresCommand() {}

  /**
   * The program as the cluster's account.
   *
   * @param endsWithParent asks the kernel to interrupt the process when the thread that started it
   *     is gone, so that a killed server leaves no PostgreSQL behind
   */
  static ProcessBuilder of(
      Cluster cluster, boolean endsWithParent, Path program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    Path setpriv = SETPRIV.stream().filter(Files::isExecutable).findFirst().orElse(null);
    UnixAccount account = cluster.account();
    if (setpriv != null && (account != null || endsWithParent)) {
      command.add(setpriv.toString());
      addPrivileges(command, account);
      if (cluster.obstacle() != null) {
        command.addAll(PASS_THROUGH);
      }
      if (endsWithParent) {
        command.add("--pdeathsig=INT");
      }
      command.add("--");
    } else if (account != null) {
      throw new DatabaseProblem(
          "PostgreSQL does not run as root, and the program setpriv that would change the account"
              + " is missing; install util-linux, or start MediaNest as an ordinary user.");
    }
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "TZ", "UTC", "HOME", "/"));
    return builder;
  }

  private static void addPrivileges(List<String> command, @Nullable UnixAccount account) {
    if (account != null) {
      command.add("--reuid=" + account.uid());
      command.add("--regid=" + account.gid());
      command.add("--clear-groups");
    }
  }

  /** The line of a program's output that says what went wrong. */
  static String complaint(String output) {
    return output
        .lines()
        .filter(line -> line.contains("FATAL") || line.contains("error:"))
        .reduce((first, second) -> second)
        .or(() -> output.lines().reduce((first, second) -> second))
        .orElse("it said nothing")
        .strip();
  }
}
