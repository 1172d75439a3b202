package medianest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import medianest.db.DatabaseHome;
import medianest.users.Accounts;
import medianest.users.Role;
import picocli.CommandLine;

/** {@code user}: accounts from the shell, whether or not the server runs. */
@CommandLine.Command(name = "user", description = "Adds, lists and removes accounts.")
final class UserCommand {

  @CommandLine.Mixin private final SettingsOptions settings = new SettingsOptions();

  @CommandLine.Command(
      description = "Adds an account; its password is the first line of the input.")
  int add(
      @CommandLine.Parameters(paramLabel = "NAME") String name,
      @CommandLine.Option(
              names = "--role",
              defaultValue = "member",
              description = "admin or member (default: member).")
          Role role,
      @CommandLine.Option(
              names = "--password-stdin",
              required = true,
              description = "Says that the password comes from the standard input.")
          boolean passwordFromInput)
      throws StartFailure {
    String password = firstLine();
    with(accounts -> accounts.add(name, role, password));
    out().println("Added " + name + " as " + role.word() + ".");
    return 0;
  }

  @CommandLine.Command(description = "Lists all accounts.")
  int list() throws StartFailure {
    with(accounts ->
        accounts.all().forEach(user -> out().printf("%-7s %s%n", user.role().word(), user.name())));
    return 0;
  }

  @CommandLine.Command(description = "Removes an account and signs it out everywhere.")
  int remove(@CommandLine.Parameters(paramLabel = "NAME") String name) throws StartFailure {
    with(accounts -> accounts.remove(name));
    out().println("Removed " + name + ".");
    return 0;
  }

  private void with(Consumer<Accounts> work) throws StartFailure {
    MediaNestConfig config = settings.read(Map.of());
    try (DatabaseHome home = DatabaseHome.forCommand(config.data(), config.database())) {
      work.accept(Accounts.of(home.database(), config.users(), Clock.systemUTC()));
    }
  }

  private static String firstLine() throws StartFailure {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new StartFailure("The password could not be read from the standard input.", e);
    }
  }

  private static PrintStream out() {
    return System.out;
  }
}
