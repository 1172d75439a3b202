package medianest.loadtest;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import medianest.loadtest.engine.Outcome;
import medianest.loadtest.report.Carrying;

/** The end of a run in a few lines. */
final class Summary {

  private final PrintStream out;

  Summary(PrintStream out) {
    this.out = out;
  }

  void print(Outcome outcome, Path page) {
    out.println();
    if (!outcome.stairs().isEmpty() && outcome.doubts().isEmpty()) {
      out.println(Carrying.headline(outcome));
      out.println(Carrying.sentence(outcome));
      out.println("Report: " + page.toAbsolutePath());
      return;
    }
    for (Outcome.Judged each : outcome.thresholds()) {
      out.printf(
          Locale.ROOT,
          "%-6s %-40s %-14s %.4g%n",
          each.holds() ? "holds" : "BROKEN",
          each.threshold().subject(),
          each.threshold().text(),
          each.value());
    }
    outcome.doubts().forEach(doubt -> out.println("INVALID " + doubt));
    out.println(
        switch (outcome.verdict()) {
          case PASSED -> "Every threshold holds.";
          case BROKEN -> "Thresholds are broken.";
          case INVALID -> "The run is not valid; its figures do not count.";
        });
    out.println("Report: " + page.toAbsolutePath());
  }
}
