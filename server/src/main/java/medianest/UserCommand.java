package medianest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import medianest.db.DatabaseHome;
import medianest.users.Accounts;
import medianest.users.Role;

/** {@code user}: accounts from the shell, whether or not the server runs. */
final class UserCommand {

  private static final Set<String> NONE = Set.of();

  private UserCommand() {}

  static int run(List<String> words) throws BadUsage, StartFailure {
    String action = words.isEmpty() ? "" : words.getFirst();
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    switch (action) {
      case "add" ->
          add(Arguments.parse(rest, SettingsOptions.and("--role"), Set.of("--password-stdin")));
      case "list" -> list(Arguments.parse(rest, SettingsOptions.and(), NONE).optionsOnly());
      case "remove" -> remove(Arguments.parse(rest, SettingsOptions.and(), NONE));
      default -> throw new BadUsage("Say user add, user list or user remove.");
    }
    return 0;
  }

  private static void add(Arguments arguments) throws BadUsage, StartFailure {
    String name = arguments.only("name");
    Role role = role(arguments.value("--role").orElse("member"));
    if (!arguments.flag("--password-stdin")) {
      throw new BadUsage("Give the password on the standard input, and --password-stdin.");
    }
    String password = firstLine();
    with(arguments, accounts -> accounts.add(name, role, password));
    System.out.println("Added " + name + " as " + role.word() + ".");
  }

  private static Role role(String word) throws BadUsage {
    for (Role role : Role.values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new BadUsage("A role is admin or member, not " + word + ".");
  }

  private static void list(Arguments arguments) throws StartFailure {
    with(
        arguments,
        accounts ->
            accounts
                .all()
                .forEach(user -> System.out.printf("%-7s %s%n", user.role().word(), user.name())));
  }

  private static void remove(Arguments arguments) throws BadUsage, StartFailure {
    String name = arguments.only("name");
    with(arguments, accounts -> accounts.remove(name));
    System.out.println("Removed " + name + ".");
  }

  private static void with(Arguments arguments, Consumer<Accounts> work) throws StartFailure {
    MediaNestConfig config = SettingsOptions.read(arguments, Map.of());
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
}
