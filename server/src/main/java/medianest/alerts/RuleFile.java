package medianest.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rules that ship, and the same in the form that Prometheus reads. */
public final class RuleFile {

  private static final String RESOURCE = "/medianest/alerts/rules.yml";

  private RuleFile() {}

  public static List<Rule> shipped() {
    try (InputStream in = RuleFile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the rules are not part of the program");
      }
      List<Rule> rules = new ArrayList<>();
      for (JsonNode each : new YAMLMapper().readTree(in)) {
        rules.add(rule(each));
      }
      return List.copyOf(rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rule rule(JsonNode node) {
    Map<String, String> labels = new HashMap<>();
    node.path("labels")
        .properties()
        .forEach(each -> labels.put(each.getKey(), each.getValue().asString()));
    return new Rule(
        node.required("name").asString(),
        Rule.Severity.valueOf(upper(node.required("severity"))),
        node.required("metric").asString(),
        labels,
        Rule.Take.valueOf(upper(node.required("take"))),
        node.path("of").asString(""),
        length(node.path("over").asString("0s")),
        node.required("above").asDouble(),
        length(node.required("for").asString()),
        node.required("sentence").asString());
  }

  private static String upper(JsonNode node) {
    return node.asString().toUpperCase(Locale.ROOT);
  }

  private static Duration length(String text) {
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return text.endsWith("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
  }

  /** A rule file for Prometheus. */
  public static String forPrometheus(List<Rule> rules) {
    StringBuilder yaml =
        new StringBuilder(
            "# The rules of the server itself, for Prometheus. Made of"
                + " server/src/main/resources/medianest/alerts/rules.yml; a test compares them.\n"
                + "groups:\n  - name: medianest\n    interval: 15s\n    rules:\n");
    for (Rule each : rules) {
      yaml.append("      - alert: ").append(each.name());
      yaml.append("\n        expr: '").append(each.promql());
      yaml.append("'\n        for: ").append(each.lasting().toSeconds()).append("s\n");
      yaml.append("        labels: {severity: ")
          .append(each.severity().name().toLowerCase(Locale.ROOT));
      yaml.append("}\n        annotations: {summary: \"").append(each.sentence()).append("\"}\n");
    }
    return yaml.toString();
  }
}
