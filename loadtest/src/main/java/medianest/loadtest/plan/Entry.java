package medianest.loadtest.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A mapping of a plan with where it is, so that what is wrong can be named. */
final class Entry {

  private static final Pattern LENGTH = Pattern.compile("([0-9.]+)\\s*(ms|s|m|h)");

  private final String place;
  private final JsonNode node;
  private final Set<String> read = new HashSet<>();

  Entry(String place, JsonNode node) throws BadPlan {
    this.place = place;
    this.node = node;
    if (!node.isObject()) {
      throw new BadPlan(place + " must hold keys with values.");
    }
  }

  String place() {
    return place;
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** The node of a key, which counts as read from now on; null where it is absent. */
  @Nullable JsonNode take(String key) {
    read.add(key);
    return node.get(key);
  }

  String text(String key) throws BadPlan {
    JsonNode value = take(key);
    if (value == null || value.isContainer()) {
      throw new BadPlan(place + " needs " + key + ".");
    }
    return value.asString();
  }

  String text(String key, String otherwise) throws BadPlan {
    return has(key) ? text(key) : otherwise;
  }

  double number(String key, double otherwise) throws BadPlan {
    JsonNode value = take(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isNumber() || value.doubleValue() < 0) {
      throw new BadPlan(place + " " + key + " must be a number from 0 on.");
    }
    return value.doubleValue();
  }

  boolean flag(String key, boolean otherwise) throws BadPlan {
    JsonNode value = take(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw new BadPlan(place + " " + key + " must be true or false.");
    }
    return value.booleanValue();
  }

  Duration length(String key) throws BadPlan {
    return length(text(key), place + " " + key);
  }

  Duration length(String key, Duration otherwise) throws BadPlan {
    return has(key) ? length(key) : otherwise;
  }

  /** Two numbers as a list, or the same twice. */
  double[] fromTo(String key) throws BadPlan {
    JsonNode value = take(key);
    if (value != null && value.isNumber()) {
      return new double[] {value.doubleValue(), value.doubleValue()};
    }
    if (value == null || value.size() != 2) {
      throw new BadPlan(place + " " + key + " must be a number, or two: [from, to].");
    }
    return new double[] {value.get(0).asDouble(), value.get(1).asDouble()};
  }

  Entry entry(String key) throws BadPlan {
    JsonNode value = take(key);
    if (value == null) {
      throw new BadPlan(place + " needs " + key + ".");
    }
    return new Entry(place + " " + key, value);
  }

  List<Entry> entries(String key) throws BadPlan {
    JsonNode value = take(key);
    List<Entry> entries = new ArrayList<>();
    if (value != null) {
      if (!value.isArray()) {
        throw new BadPlan(place + " " + key + " must be a list.");
      }
      for (JsonNode each : value) {
        entries.add(new Entry(place + " " + key + " " + (entries.size() + 1), each));
      }
    }
    return entries;
  }

  Map<String, String> texts(String key) throws BadPlan {
    Map<String, String> texts = new LinkedHashMap<>();
    if (has(key)) {
      for (Map.Entry<String, JsonNode> each : entry(key).node.properties()) {
        texts.put(each.getKey(), each.getValue().asString());
      }
    }
    return texts;
  }

  /** One value or a list of them, as texts. */
  List<String> list(String key) {
    JsonNode value = take(key);
    List<String> texts = new ArrayList<>();
    if (value != null && value.isArray()) {
      value.forEach(each -> texts.add(each.asString()));
    } else if (value != null) {
      texts.add(value.asString());
    }
    return texts;
  }

  List<String> keys() {
    return new ArrayList<>(node.propertyNames());
  }

  /** A key that nobody asked for is a mistake of the one who wrote it. */
  void refuseUnknown() throws BadPlan {
    for (String key : node.propertyNames()) {
      if (!read.contains(key)) {
        throw new BadPlan(place + " has a key " + key + " that is not known.");
      }
    }
  }

  static Duration length(String text, String place) throws BadPlan {
    Matcher form = LENGTH.matcher(text.strip());
    if (!form.matches()) {
      throw new BadPlan(place + " must be a length such as 30s, 500ms or 5m.");
    }
    double number = Double.parseDouble(form.group(1));
    double seconds =
        switch (form.group(2)) {
          case "ms" -> number / 1e3;
          case "m" -> number * 60;
          case "h" -> number * 3600;
          default -> number;
        };
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
