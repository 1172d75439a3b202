package medianest.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule fires when it should, resolves when it is over, and says the same to Prometheus. */
class RulesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVERY_SECONDS = 15;

  static List<Rule> rules() {
    return RuleFile.shipped();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void firesAfterItsTimeAndResolves(Rule rule) {
    Source source = new Source(rule);
    Alarm alarm = new Alarm(rule);
    List<Alarm.Change> changes = new ArrayList<>();
    long quiet = rule.reach().toSeconds() + rule.lasting().toSeconds() + 60;
    long bad = 2 * rule.over().toSeconds() + rule.lasting().toSeconds() + 60;
    for (long at = 0; at < quiet + bad + quiet; at += EVERY_SECONDS) {
      source.next(at >= quiet && at < quiet + bad);
      Alarm.Change change =
          alarm.look(
              START.plusSeconds(at),
              source.sample(rule.metric(), rule.labels()),
              source.sample(rule.of(), Map.of()));
      if (change != Alarm.Change.NONE) {
        changes.add(change);
        assertThat(at).isGreaterThanOrEqualTo(quiet + rule.lasting().toSeconds());
      }
    }
    assertThat(changes).containsExactly(Alarm.Change.FIRED, Alarm.Change.RESOLVED);
  }

  /** The metrics of a rule, in a registry of their own. */
  private static final class Source {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Rule rule;
    private final String[] names;
    private final String[] values;
    private @Nullable Gauge gauge;
    private @Nullable Counter counter;
    private @Nullable Histogram histogram;

    Source(Rule rule) {
      this.rule = rule;
      names = rule.labels().keySet().toArray(String[]::new);
      values = rule.labels().values().toArray(String[]::new);
      switch (rule.take()) {
        case VALUE ->
            gauge = Gauge.builder().name(rule.metric()).labelNames(names).register(registry);
        case SHARE -> {
          gauge = Gauge.builder().name(rule.metric()).labelNames(names).register(registry);
          Gauge.builder().name(rule.of()).register(registry).set(100);
        }
        case RATE, SPIKE ->
            counter = Counter.builder().name(rule.metric()).labelNames(names).register(registry);
        case BURN -> {
          counter = Counter.builder().name(rule.metric()).labelNames(names).register(registry);
          histogram = Histogram.builder().name(rule.of()).classicOnly().register(registry);
        }
        case P95, P99 ->
            histogram =
                Histogram.builder()
                    .name(rule.metric())
                    .labelNames(names)
                    .classicOnly()
                    .classicUpperBounds(rule.above() / 2, rule.above(), rule.above() * 4)
                    .register(registry);
      }
    }

    void next(boolean bad) {
      switch (rule.take()) {
        case VALUE -> made(gauge).labelValues(values).set(bad ? rule.above() * 2 + 1 : 0);
        case SHARE -> made(gauge).labelValues(values).set(bad ? 99 : 1);
        case RATE ->
            made(counter).labelValues(values).inc(bad ? rule.above() * EVERY_SECONDS * 3 : 0);
        case SPIKE -> made(counter).labelValues(values).inc(bad ? rule.above() * 10 : 1);
        case BURN -> {
          for (int i = 0; i < 10; i++) {
            made(histogram).observe(0.01);
          }
          made(counter).labelValues(values).inc(bad ? rule.above() * 30 : 0);
        }
        case P95, P99 ->
            made(histogram).labelValues(values).observe(bad ? rule.above() * 3 : rule.above() / 4);
      }
    }

    private static <T> T made(@Nullable T metric) {
      return Objects.requireNonNull(metric);
    }

    Sample sample(String metric, Map<String, String> labels) {
      return Sample.of(registry.scrape(), metric, labels);
    }
  }

  @Test
  void oneFailureAmongFewRequestsBurnsNoBudget() {
    for (Rule rule : rules().stream().filter(each -> each.take() == Rule.Take.BURN).toList()) {
      Source source = new Source(rule);
      Alarm alarm = new Alarm(rule);
      for (int look = 0; look < 2_000; look++) {
        source.next(look == 1_000);
        Sample wrong = source.sample(rule.metric(), rule.labels());
        alarm.look(
            START.plusSeconds((long) look * EVERY_SECONDS),
            new Sample(wrong.most(), wrong.sum() > 0 ? 1 : 0, Map.of()),
            // One request a minute.
            new Sample(Double.NaN, look / 4.0, Map.of()));
        assertThat(alarm.firing()).as(rule.name()).isFalse();
      }
    }
  }

  /** Events that chance spreads, and that become four times as many within a day. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.2, 2, 20})
  void whatIsUsualIsNoSpike(double eachLook) {
    SplittableRandom random = new SplittableRandom(1);
    for (Rule rule : spikes()) {
      Alarm alarm = new Alarm(rule);
      double sum = 0;
      for (int look = 0; look < 5_760; look++) {
        sum += happened(random, eachLook * (1 + look / 1_920.0));
        alarm.look(
            START.plusSeconds((long) look * EVERY_SECONDS),
            new Sample(sum, sum, Map.of()),
            Sample.NOTHING);
        assertThat(alarm.firing()).as(rule.name() + " at look " + look).isFalse();
      }
    }
  }

  /** A number of events by the law of Poisson, after Knuth. */
  private static int happened(SplittableRandom random, double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double left = random.nextDouble(); left > limit; left *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  @Test
  void whatIsNewIsNoSpikeBeforeThereIsAPast() {
    for (Rule rule : spikes()) {
      Alarm alarm = new Alarm(rule);
      for (int look = 0; look < rule.over().multipliedBy(5).toSeconds() / EVERY_SECONDS; look++) {
        alarm.look(
            START.plusSeconds((long) look * EVERY_SECONDS),
            new Sample(1_000 * look, 1_000 * look, Map.of()),
            Sample.NOTHING);
        assertThat(alarm.value()).as(rule.name()).isNaN();
      }
    }
  }

  private static List<Rule> spikes() {
    return rules().stream().filter(each -> each.take() == Rule.Take.SPIKE).toList();
  }

  @Test
  void theFileForPrometheusIsFresh() throws Exception {
    Path file = root().resolve("deploy/prometheus/alerts.yml");
    assertThat(Files.readString(file)).isEqualTo(RuleFile.forPrometheus(RuleFile.shipped()));
  }

  @Test
  void promtoolSeesEveryRuleFire(@TempDir Path folder) throws Exception {
    assumeTrue(onPath("promtool"), "promtool is not installed");
    Files.writeString(folder.resolve("alerts.yml"), RuleFile.forPrometheus(RuleFile.shipped()));
    promtool(folder, "check", "rules", "alerts.yml");
    List<String> words = new ArrayList<>(List.of("test", "rules"));
    // Each in a file of its own, else every rule is evaluated for the test of every other.
    for (Rule rule : RuleFile.shipped()) {
      String alone = rule.name() + ".yml";
      Files.writeString(folder.resolve(alone), RuleFile.forPrometheus(List.of(rule)));
      Files.writeString(
          folder.resolve("test_" + alone),
          "rule_files: [" + alone + "]\nevaluation_interval: 15s\ntests:\n" + promtool(rule));
      words.add("test_" + alone);
    }
    promtool(folder, words.toArray(String[]::new));
  }

  private static void promtool(Path folder, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(words));
    Process promtool =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertThat(promtool.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(promtool.exitValue()).as(Files.readString(folder.resolve("out"))).isZero();
  }

  /**
   * Quiet for an hour, bad for an hour, quiet again: it fires in the second and not in the third. A
   * spike is one for as long as the past is another.
   */
  private static String promtool(Rule rule) {
    String severity = rule.severity().name().toLowerCase(Locale.ROOT);
    return "  - interval: 15s\n    input_series:\n"
        + series(rule)
        + "    alert_rule_test:\n"
        + "      - {eval_time: 59m, alertname: "
        + rule.name()
        + ", exp_alerts: []}\n"
        + "      - eval_time: "
        + (rule.take() == Rule.Take.SPIKE ? "75m" : "119m")
        + "\n        alertname: "
        + rule.name()
        + "\n        exp_alerts:\n"
        + "          - exp_labels: {severity: "
        + severity
        + "}\n            exp_annotations: {summary: \""
        + rule.sentence()
        + "\"}\n"
        + "      - {eval_time: 179m, alertname: "
        + rule.name()
        + ", exp_alerts: []}\n";
  }

  private static String series(Rule rule) {
    double above = rule.above();
    String labels = rule.selector();
    return switch (rule.take()) {
      case VALUE -> values(rule.metric() + labels, "0x240 " + (above * 2 + 1) + "x240 0x240");
      case SHARE ->
          values(rule.metric() + labels, "1x240 99x240 1x240") + values(rule.of(), "100x720");
      case RATE ->
          values(
              rule.metric() + labels,
              "0x240 0+" + above * 45 + "x240 " + above * 45 * 240 + "x240");
      case SPIKE ->
          values(
              rule.metric() + labels,
              "0+1x240 240+" + above * 20 + "x240 " + (240 + above * 20 * 240) + "+1x240");
      case BURN ->
          values(
                  rule.metric() + labels,
                  "0x240 0+" + above * 300 + "x240 " + above * 300 * 240 + "x240")
              + values(rule.of() + "_count", "0+10x720");
      case P95, P99 -> {
        String open = labels.isEmpty() ? "{" : labels.substring(0, labels.length() - 1) + ",";
        yield values(
                rule.metric() + "_bucket" + open + "le=\"" + above / 2 + "\"}",
                "0+1x240 240x240 240+1x240")
            + values(rule.metric() + "_bucket" + open + "le=\"" + above * 4 + "\"}", "0+1x720")
            + values(rule.metric() + "_bucket" + open + "le=\"+Inf\"}", "0+1x720");
      }
    };
  }

  private static String values(String name, String values) {
    return "      - {series: '" + name + "', values: '" + values + "'}\n";
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("medianest.yml"))) {
      here = here.resolve("..").normalize();
    }
    return here;
  }
}
