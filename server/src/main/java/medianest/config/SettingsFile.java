package medianest.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads a YAML file into flat keys ({@code http.tls.key}), each with its line. */
final class SettingsFile {

  private final Path file;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private SettingsFile(Path file) {
    this.file = file;
  }

  static Map<String, Setting> read(Path file) {
    SettingsFile reader = new SettingsFile(file);
    try (JsonParser yaml =
        new YAMLFactory().createParser(ObjectReadContext.empty(), Files.readString(file))) {
      JsonToken first = yaml.nextToken();
      if (first == JsonToken.START_OBJECT) {
        reader.object(yaml, "");
      } else if (first != null && first != JsonToken.VALUE_NULL) {
        throw new BadSettings(reader.at(yaml) + " must hold keys with values.");
      }
    } catch (JacksonException e) {
      throw new BadSettings(
          file.getFileName()
              + " line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + " is not valid YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + ".");
    } catch (IOException e) {
      throw new BadSettings("The settings file " + file + " cannot be read.");
    }
    return reader.settings;
  }

  private void object(JsonParser yaml, String prefix) {
    while (yaml.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = prefix + yaml.currentName();
      String origin = at(yaml);
      switch (yaml.nextToken()) {
        case START_OBJECT -> object(yaml, key + ".");
        case START_ARRAY -> put(key, origin, new Setting.Value.Items(items(yaml)));
        case VALUE_NULL -> put(key, origin, new Setting.Value.Text(""));
        default -> put(key, origin, new Setting.Value.Text(yaml.getString()));
      }
    }
  }

  private List<String> items(JsonParser yaml) {
    List<String> items = new ArrayList<>();
    while (yaml.nextToken() != JsonToken.END_ARRAY) {
      if (yaml.currentToken().isStructStart()) {
        throw new BadSettings(at(yaml) + " must be a plain value.");
      }
      items.add(yaml.getString());
    }
    return items;
  }

  private void put(String key, String origin, Setting.Value value) {
    if (settings.put(key, new Setting(origin, value)) != null) {
      throw new BadSettings(origin + " sets " + key + " a second time.");
    }
  }

  private String at(JsonParser yaml) {
    return file.getFileName() + " line " + yaml.currentTokenLocation().getLineNr();
  }
}
