package medianest;

import medianest.config.BadSettings;
import medianest.db.DatabaseProblem;
import medianest.log.Logging;
import medianest.users.AccountProblem;
import picocli.CommandLine;

/** The program: its commands, and how it says that something is wrong. */
@CommandLine.Command(
    name = "medianest",
    description = "A self-hosted video server.",
    mixinStandardHelpOptions = true,
    subcommands = {ServeCommand.class, UserCommand.class, DoctorCommand.class, WarmUpCommand.class})
final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    Logging.begin();
    int status =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((e, command, parsed) -> explain(e))
            .execute(arguments);
    Logging.stop();
    System.exit(status);
  }

  /** A sentence for what a person can put right; the whole trace for what is our own fault. */
  private static int explain(Exception e) throws Exception {
    switch (e) {
      case StartFailure _, BadSettings _, DatabaseProblem _, AccountProblem _ ->
          System.err.println(e.getMessage());
      default -> throw e;
    }
    return 1;
  }
}
