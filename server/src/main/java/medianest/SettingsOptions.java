package medianest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import medianest.config.Option;
import medianest.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The options that every command shares, and the settings that come of them. */
final class SettingsOptions {

  @CommandLine.Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The settings file (default: medianest.yml beside the program).")
  private @Nullable Path file;

  @CommandLine.Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder of the database and of all that the server makes.")
  private @Nullable Path data;

  MediaNestConfig read(Map<String, Option> more) throws StartFailure {
    Map<String, Option> options = new LinkedHashMap<>(more);
    if (data != null) {
      options.put("data", Option.of("--data", data));
    }
    Path home = Path.of(System.getProperty("medianest.home", ""));
    Settings settings = Settings.of(settingsFile(home), options);
    MediaNestConfig config = settings.read("", MediaNestConfig.defaults(home));
    settings.refuseUnknown();
    return config;
  }

  private @Nullable Path settingsFile(Path home) throws StartFailure {
    List<Path> asked = new ArrayList<>();
    if (file != null) {
      asked.add(file);
    }
    String variable = Settings.environment("MEDIANEST_CONFIG");
    if (variable != null) {
      asked.add(Path.of(variable));
    }
    for (Path path : asked) {
      if (!Files.isReadable(path)) {
        throw new StartFailure("There is no settings file " + path + " that can be read.");
      }
      return path;
    }
    Path usual = home.resolve("medianest.yml");
    return Files.isReadable(usual) ? usual : null;
  }
}
