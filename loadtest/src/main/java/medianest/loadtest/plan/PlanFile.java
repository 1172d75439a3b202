package medianest.loadtest.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads plans. The shipped ones are examples of all that they can hold. */
public final class PlanFile {

  private static final Set<String> LINES = Set.of("unlimited", "cable", "dsl", "lte", "wifi");
  private static final Set<String> ABRS = Set.of("throughput", "buffer", "highest", "lowest");

  /** As many as the performance guide asks for. */
  private static final int CONNECTIONS = 100;

  /**
   * Who comes with a step of a search comes within this share of it: nobody presses play in the
   * same moment as a hundred others.
   */
  private static final double COMING = 0.5;

  private PlanFile() {}

  /** The plans that ship, by name. */
  public static final List<String> SHIPPED = List.of("guide", "viewers", "capacity", "database");

  private static final String RESOURCES = "/medianest/loadtest/plans/";

  /** A plan that ships, or a file. */
  public static Plan find(String name) throws BadPlan {
    return SHIPPED.contains(name) ? shipped(name) : read(Path.of(name));
  }

  private static Plan shipped(String name) throws BadPlan {
    try (InputStream in = PlanFile.class.getResourceAsStream(RESOURCES + name + ".yml")) {
      if (in == null) {
        throw new BadPlan("The plan " + name + " is not part of the program.");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
    } catch (IOException e) {
      throw new BadPlan("The plan " + name + " cannot be read.");
    }
  }

  public static Plan read(Path file) throws BadPlan {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new BadPlan("There is no plan " + file + " that can be read.");
    }
    return parse(text, String.valueOf(file.getFileName()).replaceAll("\\.ya?ml$", ""));
  }

  /**
   * Reads a plan from its text.
   *
   * @param name of the plan where it does not say its own
   */
  public static Plan parse(String yaml, String name) throws BadPlan {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(yaml);
    } catch (JacksonException e) {
      throw new BadPlan(
          "The plan is not valid YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + " (line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ").");
    }
    return plan(new Entry("The plan", root), name);
  }

  private static Plan plan(Entry root, String name) throws BadPlan {
    List<Plan.Scenario> scenarios = new ArrayList<>();
    for (Entry each : root.entries("scenarios")) {
      scenarios.add(scenario(each));
    }
    List<Phase> phases = new ArrayList<>();
    for (Entry each : root.entries("phases")) {
      phases.addAll(phases(each, scenarios));
    }
    if (scenarios.isEmpty() || phases.isEmpty()) {
      throw new BadPlan("A plan needs scenarios and phases.");
    }
    Plan plan =
        new Plan(
            root.text("name", name),
            root.text("summary", ""),
            root.texts("variables"),
            steps(root, "setUp"),
            think(root, Plan.Think.NONE),
            scenarios,
            phases,
            thresholds(root),
            (int) root.number("connections", CONNECTIONS),
            health(root));
    root.refuseUnknown();
    return plan;
  }

  private static Plan.Scenario scenario(Entry entry) throws BadPlan {
    Plan.Scenario scenario =
        new Plan.Scenario(entry.text("name"), entry.number("weight", 1), steps(entry, "steps"));
    entry.refuseUnknown();
    if (scenario.steps().isEmpty()) {
      throw new BadPlan(entry.place() + " needs steps.");
    }
    return scenario;
  }

  /** One phase; or, with {@code grow}, one for each step up until a threshold does not hold. */
  private static List<Phase> phases(Entry entry, List<Plan.Scenario> known) throws BadPlan {
    List<Phase> phases = new ArrayList<>();
    double grow = entry.number("grow", 0);
    Phase whole = phase(entry, known);
    if (grow == 0) {
      return List.of(whole);
    }
    if (!(whole.load() instanceof Phase.Users users) || grow <= 1 || users.from() < 1) {
      throw new BadPlan(entry.place() + " grow needs a factor over 1, and users from 1 on.");
    }
    int before = 0;
    for (double at = users.from(); at <= users.to(); at = Math.max(at * grow, Math.floor(at) + 1)) {
      phases.add(
          new Phase(
              whole.name() + " " + (int) at,
              whole.kind(),
              whole.length(),
              new Phase.Users(before, (int) at, COMING),
              whole.scenarios(),
              whole.think(),
              true));
      before = (int) at;
    }
    return phases;
  }

  private static Phase phase(Entry entry, List<Plan.Scenario> known) throws BadPlan {
    Phase.Load load;
    if (entry.has("users")) {
      double[] users = entry.fromTo("users");
      load = new Phase.Users((int) users[0], (int) users[1]);
    } else if (entry.has("arrivalsPerSecond")) {
      double[] rate = entry.fromTo("arrivalsPerSecond");
      load = new Phase.Arrivals(rate[0], rate[1], entry.flag("random", true));
    } else {
      throw new BadPlan(entry.place() + " needs users or arrivalsPerSecond.");
    }
    String name = entry.text("name");
    Phase phase =
        new Phase(
            name,
            kind(entry.text("kind", name), entry),
            entry.length("length"),
            load,
            chosen(entry, known),
            entry.has("think") ? think(entry, Plan.Think.NONE) : null,
            false);
    entry.refuseUnknown();
    return phase;
  }

  private static Phase.Kind kind(String word, Entry entry) throws BadPlan {
    try {
      return Phase.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BadPlan(
          entry.place() + " has a kind that is none of ramp, sustained, spike, stress, recovery.");
    }
  }

  private static List<String> chosen(Entry entry, List<Plan.Scenario> known) throws BadPlan {
    List<String> names = entry.list("scenarios");
    for (String name : names) {
      if (known.stream().noneMatch(each -> each.name().equals(name))) {
        throw new BadPlan(entry.place() + " asks for a scenario " + name + ", which there is not.");
      }
    }
    return names;
  }

  private static Plan.Think think(Entry root, Plan.Think otherwise) throws BadPlan {
    List<String> range = root.list("think");
    if (range.isEmpty()) {
      return otherwise;
    }
    Duration least = Entry.length(range.getFirst(), "think");
    Duration most = Entry.length(range.getLast(), "think");
    if (least.compareTo(most) > 0) {
      throw new BadPlan("think must name the shorter pause first.");
    }
    return new Plan.Think(least, most);
  }

  private static Plan.Health health(Entry root) throws BadPlan {
    if (!root.has("health")) {
      return Plan.Health.USUAL;
    }
    Entry entry = root.entry("health");
    Plan.Health health =
        new Plan.Health(
            entry.length("lagP99", Plan.Health.USUAL.lagP99()),
            entry.number("littlesLaw", Plan.Health.USUAL.littlesLaw()));
    entry.refuseUnknown();
    return health;
  }

  private static List<Threshold> thresholds(Entry root) throws BadPlan {
    List<Threshold> thresholds = new ArrayList<>();
    if (!root.has("thresholds")) {
      return thresholds;
    }
    Entry entry = root.entry("thresholds");
    for (String metric : entry.keys()) {
      for (String text : entry.list(metric)) {
        boolean abort = text.endsWith(" abort");
        String form = abort ? text.substring(0, text.length() - " abort".length()) : text;
        thresholds.add(Threshold.parse(metric, form, abort));
      }
    }
    return thresholds;
  }

  private static List<Step> steps(Entry parent, String key) throws BadPlan {
    List<Step> steps = new ArrayList<>();
    for (Entry each : parent.entries(key)) {
      steps.add(step(each));
      each.refuseUnknown();
    }
    return steps;
  }

  private static Step step(Entry entry) throws BadPlan {
    if (entry.has("call")) {
      return call(entry);
    }
    if (entry.has("watch")) {
      return watch(entry);
    }
    if (entry.has("sql")) {
      return new Step.Statement(entry.text("name"), entry.text("sql"));
    }
    throw new BadPlan(entry.place() + " is none of call, watch and sql.");
  }

  private static Step.Call call(Entry entry) throws BadPlan {
    String call = entry.text("call");
    String[] words = call.strip().split("\\s+", -1);
    if (words.length != 2 || !words[1].startsWith("/")) {
      throw new BadPlan(entry.place() + " call must be a method and a path: GET /health.");
    }
    List<Integer> expect = new ArrayList<>();
    for (String status : entry.list("expect")) {
      try {
        expect.add(Integer.valueOf(status));
      } catch (NumberFormatException e) {
        throw new BadPlan(entry.place() + " expect must hold status codes.");
      }
    }
    return new Step.Call(
        entry.text("name", words[0] + " " + words[1].replaceAll("\\?.*", "")),
        words[0],
        words[1],
        entry.texts("headers"),
        body(entry),
        expect,
        entry.texts("capture"),
        entry.number("perSecond", 0),
        entry.has("until")
            ? new Step.Until(entry.entry("until").text("pointer"), entry.entry("until").text("is"))
            : null);
  }

  private static Step.Body body(Entry entry) throws BadPlan {
    JsonNode json = entry.take("json");
    if (json != null) {
      return new Step.JsonBody(json.toString());
    }
    if (entry.has("file")) {
      return new Step.FileBody("file", entry.text("file"));
    }
    return new Step.NoBody();
  }

  private static Step.Watch watch(Entry entry) throws BadPlan {
    Entry how = entry.entry("watch");
    Step.Watch watch =
        new Step.Watch(
            entry.text("name", "watch"),
            how.length("length"),
            how.number("seeksPerMinute", 0),
            oneOf(how, "line", "cable", LINES),
            oneOf(how, "abr", "throughput", ABRS),
            how.flag("hls", true));
    how.refuseUnknown();
    return watch;
  }

  private static String oneOf(Entry entry, String key, String otherwise, Set<String> known)
      throws BadPlan {
    String word = entry.text(key, otherwise);
    if (!known.contains(word)) {
      throw new BadPlan(entry.place() + " " + key + " must be one of " + known + ".");
    }
    return word;
  }
}
