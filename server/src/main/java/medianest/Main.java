package medianest;

import java.util.Arrays;
import java.util.List;
import medianest.config.BadSettings;
import medianest.db.DatabaseProblem;
import medianest.log.Logging;
import medianest.users.AccountProblem;

/** The program: its commands, and how it says that something is wrong. */
final class Main {

  /** EX_USAGE of sysexits.h. */
  private static final int BAD_USAGE = 64;

  private static final String HELP =
      """
      MediaNest, a self-hosted video server.

      medianest serve [--library DIR]... [--host ADDRESS] [--port PORT]
          Starts the server; --library adds a folder of media and scans it.
      medianest user add NAME [--role admin|member] --password-stdin
      medianest user list
      medianest user remove NAME
          Accounts; the password is the first line of the input.
      medianest load-test PLAN [--target URL] [--report DIR] [--baseline RUN.json]
          Puts load on a server by a plan: guide, viewers, capacity, database, or a file of yours.
          0: thresholds hold, 1: broken, 2: the run is not valid.
          --set NAME=VALUE gives the plan a value, --shorten N makes every phase shorter.
      medianest doctor
          Says what it found on this machine, and what to do about each problem.

      Every command takes:
      --data DIR     the folder of the database and of all that the server makes
      --config FILE  the settings (default: medianest.yml beside the program)
      """;

  private Main() {}

  public static void main(String[] words) {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    Logging.begin();
    int status = run(Arrays.asList(words));
    Logging.stop();
    System.exit(status);
  }

  /** Says in a sentence what a person can put right; what is our own fault comes with its trace. */
  static int run(List<String> words) {
    try {
      return command(words);
    } catch (BadUsage e) {
      System.err.println(e.getMessage());
      return BAD_USAGE;
    } catch (StartFailure | BadSettings | DatabaseProblem | AccountProblem e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private static int command(List<String> words) throws BadUsage, StartFailure {
    String name = words.isEmpty() ? "--help" : words.getFirst();
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    if (rest.contains("--help") || rest.contains("-h")) {
      return say(HELP);
    }
    return switch (name) {
      case "serve" -> ServeCommand.run(rest);
      case "user" -> UserCommand.run(rest);
      case "load-test" -> LoadTestCommand.run(rest);
      case "doctor" -> DoctorCommand.run(rest);
      case "warm-up" -> WarmUpCommand.run(rest);
      case "--help", "-h", "help" -> say(HELP);
      case "--version", "-V", "version" -> say("MediaNest " + MediaNest.VERSION + "\n");
      default -> throw new BadUsage("There is no command " + name + "; see medianest --help.");
    };
  }

  private static int say(String text) {
    System.out.print(text);
    return 0;
  }
}
