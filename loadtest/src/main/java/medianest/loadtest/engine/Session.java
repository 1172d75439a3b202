package medianest.loadtest.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import medianest.loadtest.http.Connection;

/** One person: a connection, what they know, and their own dice. */
public final class Session {

  private final int number;
  private final Connection connection;
  private final Map<String, String> variables;
  private final SplittableRandom random;
  private long serial;

  /** Every person throws the same dice in every run. */
  Session(int number, Connection connection, Map<String, String> shared) {
    this.number = number;
    this.connection = connection;
    this.variables = new HashMap<>(shared);
    this.random = new SplittableRandom(0x9E3779B97F4A7C15L * (number + 1));
  }

  public Connection connection() {
    return connection;
  }

  public Map<String, String> variables() {
    return variables;
  }

  public SplittableRandom random() {
    return random;
  }

  /** The text with the values of its {@code ${variables}}. */
  String filled(String text) {
    int from = text.indexOf("${");
    if (from < 0) {
      return text;
    }
    StringBuilder filled = new StringBuilder();
    int done = 0;
    while (from >= 0) {
      int end = text.indexOf('}', from);
      if (end < 0) {
        break;
      }
      filled.append(text, done, from).append(value(text.substring(from + 2, end)));
      done = end + 1;
      from = text.indexOf("${", done);
    }
    return filled.append(text, done, text.length()).toString();
  }

  private String value(String name) {
    return switch (name) {
      case "user" -> Integer.toString(number);
      case "serial" -> number + "-" + serial++;
      case "random" -> Integer.toString(random.nextInt(1_000_000));
      default -> variables.getOrDefault(name, "");
    };
  }
}
