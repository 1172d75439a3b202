package medianest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import medianest.loadtest.LoadTest;
import medianest.loadtest.engine.Outcome;
import medianest.loadtest.sql.Statements;

/** {@code load-test}: puts load on a server by a plan, and says what it carried. */
final class LoadTestCommand {

  /** The status of a run whose figures do not count, beside 0 for a good and 1 for a broken one. */
  private static final int INVALID = 2;

  private static final Set<String> WITH_VALUE =
      SettingsOptions.and("--target", "--report", "--baseline", "--shorten", "--set");

  private LoadTestCommand() {}

  static int run(List<String> words) throws BadUsage, StartFailure {
    Arguments arguments = Arguments.parse(words, WITH_VALUE, Set.of("--any-host"));
    LoadTest.Options options =
        new LoadTest.Options(
            arguments.only("plan"),
            arguments.value("--target").orElse("http://localhost:8080"),
            Path.of(arguments.value("--report").orElse("load-test-report")),
            arguments.flag("--any-host"),
            arguments.value("--baseline").map(Path::of).orElse(null),
            shorten(arguments),
            variables(arguments));
    try {
      Outcome.Verdict verdict =
          new LoadTest(options, Clock.systemUTC())
              .inTerminal(System.out, connections -> database(arguments, connections));
      return switch (verdict) {
        case PASSED -> 0;
        case BROKEN -> 1;
        case INVALID -> INVALID;
      };
    } catch (LoadTest.CannotRun e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return INVALID;
    }
  }

  /** The database of the settings; beside a server that runs, or started for this. */
  private static Statements database(Arguments arguments, int connections) throws IOException {
    MediaNestConfig config;
    try {
      config = SettingsOptions.read(arguments, Map.of());
    } catch (StartFailure e) {
      throw new IOException(e.getMessage(), e);
    }
    return TestDatabase.open(config, connections);
  }

  private static double shorten(Arguments arguments) throws BadUsage {
    String text = arguments.value("--shorten").orElse("1");
    try {
      double factor = Double.parseDouble(text);
      if (factor >= 1) {
        return factor;
      }
    } catch (NumberFormatException e) {
      throw new BadUsage("--shorten needs a number from 1 on, not " + text + ".");
    }
    throw new BadUsage("--shorten needs a number from 1 on, not " + text + ".");
  }

  private static Map<String, String> variables(Arguments arguments) throws BadUsage {
    Map<String, String> variables = new HashMap<>();
    for (String each : arguments.values("--set")) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new BadUsage("--set needs NAME=VALUE, not " + each + ".");
      }
      variables.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return variables;
  }
}
