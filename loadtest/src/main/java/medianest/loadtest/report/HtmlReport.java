package medianest.loadtest.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import medianest.loadtest.engine.Measurements;
import medianest.loadtest.engine.Outcome;
import medianest.loadtest.engine.Second;
import medianest.loadtest.engine.Tally;
import medianest.loadtest.plan.Threshold;
import medianest.loadtest.viewer.ViewerTally;

/** A run for people: one page that needs no other file and no script. */
public final class HtmlReport {

  private static final String BLUE = "#4c8dff";
  private static final String AMBER = "#e0a030";
  private static final String RED = "#e5484d";
  private static final String GREEN = "#30a46c";

  private final Outcome outcome;
  private final StringBuilder page = new StringBuilder(64 << 10);

  private HtmlReport(Outcome outcome) {
    this.outcome = outcome;
  }

  /** Writes the page. */
  public static void write(Outcome outcome, List<Comparison.Row> comparison, Path file)
      throws IOException {
    HtmlReport report = new HtmlReport(outcome);
    report.head();
    if (outcome.stairs().isEmpty()) {
      report.thresholds();
    } else {
      report.stairs();
    }
    report.pictures();
    report.viewers();
    report.steps();
    report.comparison(comparison);
    report.generator();
    report.page.append("</main></body></html>\n");
    Files.writeString(file, report.page);
  }

  private void head() throws IOException {
    String name = Html.escaped(outcome.plan().name());
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.append("<meta name=\"viewport\" content=\"width=device-width\">");
    page.append("<title>").append(name).append(" – load test</title><style>");
    page.append(style()).append("</style></head><body><main><header><p>Load test</p><h1>");
    page.append(name)
        .append("</h1><p class=\"verdict ")
        .append(outcome.verdict().name().toLowerCase(Locale.ROOT));
    page.append("\">").append(Html.escaped(sentence())).append("</p><p>");
    page.append(Html.escaped(outcome.plan().summary())).append("</p><p class=\"quiet\">");
    page.append(Html.escaped(outcome.target())).append(", ").append(outcome.startedAt());
    page.append(", ")
        .append(Html.number(Math.round(outcome.length().toNanos() / 1e9)))
        .append(" s</p></header>");
    for (String doubt : outcome.doubts()) {
      page.append("<p class=\"doubt\">").append(Html.escaped(doubt)).append("</p>");
    }
  }

  private String sentence() {
    if (!outcome.stairs().isEmpty() && outcome.doubts().isEmpty()) {
      return Carrying.headline(outcome);
    }
    long broken = outcome.thresholds().stream().filter(each -> !each.holds()).count();
    return switch (outcome.verdict()) {
      case PASSED -> "Every threshold holds.";
      case BROKEN -> broken + " of " + outcome.thresholds().size() + " thresholds are broken.";
      case INVALID -> "The run is not valid: the generator cannot vouch for its figures.";
    };
  }

  private static String style() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream("/medianest/loadtest/report.css")) {
      if (in == null) {
        throw new IOException("the style of the report is not part of the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void thresholds() {
    page.append(
        "<section><h2>Thresholds</h2><div class=\"wide\"><table><thead><tr><th>What</th><th>Must be</th><th>Was</th><th></th></tr></thead><tbody>");
    for (Outcome.Judged each : outcome.thresholds()) {
      row(
          Html.escaped(each.threshold().subject()),
          Html.escaped(each.threshold().text())
              + (each.threshold().relative() ? " (" + Html.number(each.reference()) + ")" : ""),
          Html.number(each.value()) + unit(each.threshold()),
          each.holds() ? "<b class=\"good\">holds</b>" : "<b class=\"bad\">broken</b>");
    }
    page.append("</tbody></table></div></section>");
  }

  private static String unit(Threshold threshold) {
    return threshold.metric().endsWith("_time") ? " ms" : "";
  }

  private void stairs() {
    page.append(
        "<section><h2>Step by step</h2><div class=\"wide\"><table><thead><tr><th>At once</th><th>Requests a second</th><th>Mbit/s</th><th>Requests under way</th><th>p95</th><th></th></tr></thead><tbody>");
    for (Outcome.Stair each : outcome.stairs()) {
      row(
          Html.number((long) each.users()),
          Html.number(each.perSecond()),
          Html.number(each.bitsPerSecond() / 1e6),
          Html.number(each.concurrency()),
          Html.number(each.p95Millis()) + " ms",
          each.holds()
              ? "<b class=\"good\">holds</b>"
              : "<b class=\"bad\">" + Html.escaped(String.join(", ", each.broken())) + "</b>");
    }
    page.append("</tbody></table></div><p class=\"quiet\">");
    page.append(Html.escaped(Carrying.sentence(outcome))).append("</p></section>");
  }

  private void pictures() {
    List<Chart.Band> bands = new ArrayList<>();
    double from = 0;
    for (int i = 0; i < outcome.ends().size(); i++) {
      bands.add(new Chart.Band(outcome.plan().phases().get(i).name(), from, outcome.ends().get(i)));
      from = outcome.ends().get(i);
    }
    page.append("<section><h2>Over time</h2>");
    page.append(
        new Chart(
                "Response time",
                "From when a step was due to its last byte, each second; the scale is logarithmic.",
                "ms",
                true)
            .svg(
                List.of(
                    series("half are faster", BLUE, Second::p50),
                    series("95 % are faster", AMBER, Second::p95),
                    series("99 % are faster", RED, Second::p99)),
                limits(),
                bands));
    page.append(
        new Chart("Requests a second", "What was answered, and what of it failed.", "/s", false)
            .svg(
                List.of(
                    series("answered", GREEN, s -> (double) s.requests()),
                    series("failed", RED, s -> (double) s.failed())),
                List.of(),
                bands));
    page.append(
        new Chart("People", "Who was there, and how many of them waited for an answer.", "", false)
            .svg(
                List.of(
                    series("there", BLUE, s -> (double) s.users()),
                    series("waiting", AMBER, s -> (double) s.underWay())),
                List.of(),
                bands));
    page.append(
        new Chart(
                "The generator itself",
                "Cores that it kept busy, and how late its own threads ran at worst: over 10 ms for long, its figures would not count.",
                "",
                false)
            .svg(
                List.of(
                    series("cores", BLUE, Second::cpu),
                    series("lag in 10 ms", RED, s -> s.lag() / 10)),
                List.of(),
                bands));
    page.append("</section>");
  }

  private List<Chart.Limit> limits() {
    return outcome.plan().thresholds().stream()
        .filter(each ->
            each.metric().equals("response_time") && each.tags().isEmpty() && !each.relative())
        .map(each -> new Chart.Limit(each.text() + " ms", each.bound()))
        .toList();
  }

  private Chart.Series series(String name, String colour, ToDoubleFunction<Second> value) {
    List<Second> seconds = outcome.seconds();
    return new Chart.Series(
        name,
        colour,
        seconds.stream().map(Second::at).toList(),
        seconds.stream().map(value::applyAsDouble).toList());
  }

  private void viewers() {
    if (outcome.measurements().viewers().isEmpty()) {
      return;
    }
    page.append(
        "<section><h2>Viewers</h2><p>A viewer is harmed when the picture comes late or stands still, not when a request is slow.</p><div class=\"wide\"><table><thead><tr><th>Phase</th><th>Viewers</th><th>First picture p50</th><th>p95</th><th>Time stalled</th><th>Segments too late</th><th>Mbit/s</th><th>Could not watch</th><th></th></tr></thead><tbody>");
    outcome.measurements().viewers().forEach((phase, tally) -> viewer(phase, tally));
    page.append("</tbody></table></div></section>");
  }

  private void viewer(int phase, ViewerTally tally) {
    row(
        Html.escaped(outcome.plan().phases().get(phase).name()),
        Html.number(tally.viewers()),
        Html.number(tally.startup().getValueAtPercentile(50) / 1e3) + " ms",
        Html.number(tally.startup().getValueAtPercentile(95) / 1e3) + " ms",
        Html.number(tally.rebufferRatio() * 100) + " %",
        Html.number(tally.missRate() * 100) + " %",
        Html.number(tally.meanBitrate() / 1e6),
        Html.number(tally.errorRate() * 100) + " %",
        Html.escaped(reasons(tally.errors())));
  }

  private void steps() {
    page.append(
        "<section><h2>Steps</h2><p>Response time begins when the step was due, service time when it was sent; where they differ, requests waited in front of the server or within the generator.</p><div class=\"wide\"><table><thead><tr><th>Phase</th><th>Scenario</th><th>Step</th><th>Requests</th><th>Failed</th><th>p50</th><th>p95</th><th>p99</th><th>Most</th><th>Service p95</th><th></th></tr></thead><tbody>");
    for (Map.Entry<Measurements.Key, Tally> each : outcome.measurements().tallies()) {
      Tally tally = each.getValue();
      row(
          Html.escaped(outcome.plan().phases().get(each.getKey().phase()).name()),
          Html.escaped(each.getKey().scenario()),
          Html.escaped(each.getKey().step()),
          Html.number(tally.requests()),
          Html.number(tally.failed()),
          milliseconds(tally, 50),
          milliseconds(tally, 95),
          milliseconds(tally, 99),
          milliseconds(tally, 100),
          Html.number(tally.service().getValueAtPercentile(95) / 1e3),
          Html.escaped(
              reasons(tally.reasons())
                  + (tally.skipped() == 0 ? "" : " left out " + tally.skipped() + " times")));
    }
    page.append("</tbody></table></div><p class=\"quiet\">Times in milliseconds.</p></section>");
  }

  private static String milliseconds(Tally tally, double percentile) {
    return Html.number(tally.response().getValueAtPercentile(percentile) / 1e3);
  }

  private static String reasons(Map<String, Long> reasons) {
    StringBuilder text = new StringBuilder();
    reasons.forEach((reason, count) -> text.append(reason).append(" (").append(count).append(") "));
    return text.toString().strip();
  }

  private void comparison(List<Comparison.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    page.append(
        "<section><h2>Beside the stored run</h2><p>The change in milliseconds with its 95 % interval, from 1,000 samples drawn again of both runs (bootstrap). Where the interval holds 0, nothing is shown to have changed.</p><div class=\"wide\"><table><thead><tr><th></th><th>Then</th><th>Now</th><th>Change</th><th></th></tr></thead><tbody>");
    for (Comparison.Row each : rows) {
      row(
          each.name(),
          Html.number(each.before()),
          Html.number(each.now()),
          Html.number(each.low()) + " to " + Html.number(each.high()),
          each.high() < 0
              ? "<b class=\"good\">faster</b>"
              : each.low() > 0 ? "<b class=\"bad\">slower</b>" : "no change shown");
    }
    page.append("</tbody></table></div></section>");
  }

  private void generator() {
    Outcome.Generator generator = outcome.generator();
    page.append("<section><h2>The generator</h2><div class=\"wide\"><table><tbody>");
    row("Cores kept busy, on average", Html.number(generator.cpuMean()));
    row("How late its threads ran, 99th percentile", Html.number(generator.lagP99Millis()) + " ms");
    row("Time in garbage collections", Html.number(generator.gcPauseMillis()) + " ms");
    row("Arrivals dropped", Html.number(generator.dropped()));
    for (Outcome.Law law : outcome.laws()) {
      row(
          "Requests under way in " + Html.escaped(law.phase()) + ", seen and by Little's law",
          Html.number(law.seen())
              + " and "
              + Html.number(law.computed())
              + (law.judged() ? "" : " (too few to judge)"));
    }
    page.append("</tbody></table></div></section>");
  }

  private void row(String... cells) {
    page.append("<tr>");
    for (String cell : cells) {
      page.append("<td>").append(cell).append("</td>");
    }
    page.append("</tr>");
  }
}
