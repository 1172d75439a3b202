package medianest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import medianest.config.Option;
import medianest.config.Settings;
import org.jspecify.annotations.Nullable;

/** The options that every command shares, and the settings that come of them. */
final class SettingsOptions {

  private SettingsOptions() {}

  /** The names of the shared options, with those of one command. */
  static Set<String> and(String... more) {
    Set<String> names = new HashSet<>(Set.of("--config", "--data"));
    Collections.addAll(names, more);
    return names;
  }

  /**
   * Reads all settings.
   *
   * @param more what other options say, by key
   */
  static MediaNestConfig read(Arguments arguments, Map<String, Option> more) throws StartFailure {
    Map<String, Option> options = new LinkedHashMap<>(more);
    arguments.value("--data").ifPresent(data -> options.put("data", Option.of("--data", data)));
    Path home = Path.of(System.getProperty("medianest.home", ""));
    Settings settings = Settings.of(file(arguments, home), options);
    MediaNestConfig config = MediaNestConfig.read(settings, home);
    settings.refuseUnknown();
    return config;
  }

  private static @Nullable Path file(Arguments arguments, Path home) throws StartFailure {
    String asked =
        arguments.value("--config").orElseGet(() -> Settings.environment("MEDIANEST_CONFIG"));
    if (asked == null) {
      Path usual = home.resolve("medianest.yml");
      return Files.isReadable(usual) ? usual : null;
    }
    if (!Files.isReadable(Path.of(asked))) {
      throw new StartFailure("There is no settings file " + asked + " that can be read.");
    }
    return Path.of(asked);
  }
}
