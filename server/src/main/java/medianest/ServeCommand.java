package medianest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import medianest.config.Option;
import medianest.config.Settings;
import medianest.db.FirstConnection;
import medianest.log.Logging;

/** {@code serve}: runs until it is told to stop. */
final class ServeCommand {

  private ServeCommand() {}

  static int run(List<String> words) throws BadUsage, StartFailure {
    MediaNest nest = start(words);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(nest)));
    waitForSignal();
    return 0;
  }

  /** Everything up to the banner. */
  static MediaNest start(List<String> words) throws BadUsage, StartFailure {
    Arguments arguments =
        Arguments.parse(words, SettingsOptions.and("--library", "--host", "--port"), Set.of())
            .optionsOnly();
    FirstConnection.prepare();
    MediaNestConfig config = SettingsOptions.read(arguments, options(arguments));
    for (Path library : config.libraries()) {
      checkFolder(library);
    }
    Logging.apply(config.log());
    MediaNest nest =
        MediaNest.start(
            config, Clock.systemUTC(), Settings.environment("MEDIANEST_ADMIN_PASSWORD"));
    new Banner(config.http(), nest.port(), config.data(), nest.setupToken()).print();
    return nest;
  }

  private static void waitForSignal() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Being told to stop is no failure: without the halt, the exit status would be 143. */
  private static void stop(MediaNest nest) {
    nest.close();
    Logging.stop();
    Runtime.getRuntime().halt(0);
  }

  private static void checkFolder(Path library) throws StartFailure {
    if (!Files.isDirectory(library)) {
      throw new StartFailure(
          "There is no folder " + library.toAbsolutePath() + "; check the path after --library.");
    }
    if (!Files.isReadable(library)) {
      throw new StartFailure(
          "The folder "
              + library.toAbsolutePath()
              + " cannot be read by this account; change its permissions, or choose another.");
    }
  }

  private static Map<String, Option> options(Arguments arguments) {
    Map<String, Option> options = new LinkedHashMap<>();
    arguments
        .value("--host")
        .ifPresent(host -> options.put("http.host", Option.of("--host", host)));
    arguments
        .value("--port")
        .ifPresent(port -> options.put("http.port", Option.of("--port", port)));
    if (!arguments.values("--library").isEmpty()) {
      options.put("libraries", new Option("--library", arguments.values("--library")));
    }
    return options;
  }
}
