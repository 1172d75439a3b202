package medianest.config;

import java.util.List;

/** What an option of the command line said. */
public record Option(String name, List<String> values) {

  public Option {
    values = List.copyOf(values);
  }

  /** An option with one value. */
  public static Option of(String name, Object value) {
    return new Option(name, List.of(value.toString()));
  }

  Setting setting() {
    return new Setting(
        name,
        values.size() == 1
            ? new Setting.Value.Text(values.getFirst())
            : new Setting.Value.Items(values));
  }
}
