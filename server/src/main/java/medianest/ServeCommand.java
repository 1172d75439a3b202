package medianest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import medianest.config.Option;
import medianest.config.Settings;
import medianest.log.Logging;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code serve}: runs until it is told to stop. */
@CommandLine.Command(name = "serve", description = "Starts the server.")
final class ServeCommand implements Callable<Integer> {

  @CommandLine.Mixin private final SettingsOptions settings = new SettingsOptions();

  @CommandLine.Option(
      names = "--library",
      paramLabel = "DIR",
      description = "A folder of media to add and scan; may be given several times.")
  private final List<Path> libraries = new ArrayList<>();

  @CommandLine.Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on.")
  private @Nullable String host;

  @CommandLine.Option(names = "--port", paramLabel = "PORT", description = "The port to listen on.")
  private @Nullable String port;

  @Override
  public Integer call() throws StartFailure {
    MediaNestConfig config = settings.read(options());
    for (Path library : config.libraries()) {
      checkFolder(library);
    }
    Logging.apply(config.log());
    MediaNest nest =
        MediaNest.start(
            config, Clock.systemUTC(), Settings.environment("MEDIANEST_ADMIN_PASSWORD"));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(nest)));
    new Banner(config.http(), nest.port(), config.data(), nest.setupToken()).print();
    waitForSignal();
    return 0;
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

  private Map<String, Option> options() {
    Map<String, Option> options = new LinkedHashMap<>();
    if (host != null) {
      options.put("http.host", Option.of("--host", host));
    }
    if (port != null) {
      options.put("http.port", Option.of("--port", port));
    }
    if (!libraries.isEmpty()) {
      options.put(
          "libraries", new Option("--library", libraries.stream().map(Path::toString).toList()));
    }
    return options;
  }
}
