package medianest.loadtest.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import medianest.loadtest.engine.Outcome;

/** A run as JUnit XML: a test for each threshold, so that any CI shows it. */
public final class JunitReport {

  private JunitReport() {}

  public static void write(Outcome outcome, Path file) throws IOException {
    long broken = outcome.thresholds().stream().filter(each -> !each.holds()).count();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" time=\"%s\">\n"
            .formatted(
                Html.escaped(outcome.plan().name()),
                outcome.thresholds().size() + 1,
                broken,
                outcome.doubts().isEmpty() ? 0 : 1,
                seconds(outcome)));
    xml.append("  <testcase classname=\"load-test\" name=\"the figures are valid\">");
    if (!outcome.doubts().isEmpty()) {
      xml.append("<error message=\"")
          .append(Html.escaped(String.join(" ", outcome.doubts())))
          .append("\"/>");
    }
    xml.append("</testcase>\n");
    for (Outcome.Judged each : outcome.thresholds()) {
      String name = each.threshold().subject() + " " + each.threshold().text();
      xml.append("  <testcase classname=\"load-test\" name=\"")
          .append(Html.escaped(name))
          .append("\">");
      if (!each.holds()) {
        xml.append("<failure message=\"measured ").append(each.value()).append("\"/>");
      }
      xml.append("</testcase>\n");
    }
    Files.writeString(file, xml.append("</testsuite>\n"));
  }

  private static String seconds(Outcome outcome) {
    return String.format(Locale.ROOT, "%.3f", outcome.length().toNanos() / 1e9);
  }
}
