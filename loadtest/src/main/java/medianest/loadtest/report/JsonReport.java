package medianest.loadtest.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import medianest.loadtest.engine.Figures;
import medianest.loadtest.engine.Measurements;
import medianest.loadtest.engine.Outcome;
import medianest.loadtest.engine.Second;
import medianest.loadtest.engine.Tally;
import medianest.loadtest.viewer.ViewerTally;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run for programs, whole: with its histograms, so that a later run can be compared with all of
 * it and runs of several generators can be added up without loss.
 */
public final class JsonReport {

  private static final JsonMapper JSON = new JsonMapper();

  private JsonReport() {}

  public static void write(Outcome outcome, Path file) throws IOException {
    Files.writeString(
        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(outcome)) + "\n");
  }

  /** A run that was written before. */
  public static JsonNode read(Path file) throws IOException {
    return JSON.readTree(Files.readString(file));
  }

  static ObjectNode tree(Outcome outcome) {
    ObjectNode root = JSON.createObjectNode();
    root.put("plan", outcome.plan().name());
    root.put("target", outcome.target());
    root.put("startedAt", outcome.startedAt().toString());
    root.put("lengthSeconds", outcome.length().toNanos() / 1e9);
    root.put("verdict", outcome.verdict().name().toLowerCase(Locale.ROOT));
    ArrayNode doubts = root.putArray("doubts");
    outcome.doubts().forEach(doubts::add);
    ArrayNode thresholds = root.putArray("thresholds");
    outcome
        .thresholds()
        .forEach(each -> {
          ObjectNode row = thresholds.addObject();
          row.put("metric", each.threshold().subject());
          row.put("condition", each.threshold().text());
          row.put("value", each.value());
          row.put("holds", each.holds());
        });
    generator(outcome, root.putObject("generator"));
    ArrayNode steps = root.putArray("steps");
    outcome
        .measurements()
        .tallies()
        .forEach(each -> step(outcome, each.getKey(), each.getValue(), steps.addObject()));
    viewers(outcome, root.putArray("viewers"));
    stairs(outcome, root);
    Figures figures =
        new Figures(outcome.plan(), outcome.measurements(), outcome.length().toNanos() / 1e9);
    root.put("histogram", encoded(figures.merged(Map.of(), false)));
    ArrayNode seconds = root.putArray("seconds");
    outcome.seconds().forEach(each -> second(each, seconds.addArray()));
    return root;
  }

  private static void generator(Outcome outcome, ObjectNode node) {
    Outcome.Generator generator = outcome.generator();
    node.put("cpuCores", generator.cpuMean());
    node.put("lagP99Milliseconds", generator.lagP99Millis());
    node.put("gcPauseMilliseconds", generator.gcPauseMillis());
    node.put("droppedArrivals", generator.dropped());
    ArrayNode laws = node.putArray("littlesLaw");
    outcome
        .laws()
        .forEach(law ->
            laws.addObject()
                .put("phase", law.phase())
                .put("seen", law.seen())
                .put("computed", law.computed())
                .put("judged", law.judged())
                .put("holds", law.holds()));
  }

  private static void step(Outcome outcome, Measurements.Key key, Tally tally, ObjectNode node) {
    node.put("phase", outcome.plan().phases().get(key.phase()).name());
    node.put("scenario", key.scenario());
    node.put("step", key.step());
    node.put("requests", tally.requests());
    node.put("failed", tally.failed());
    node.put("skipped", tally.skipped());
    node.put("bytes", tally.bytes());
    times(tally.response(), node.putObject("responseMilliseconds"));
    times(tally.service(), node.putObject("serviceMilliseconds"));
    ObjectNode reasons = node.putObject("reasons");
    tally.reasons().forEach(reasons::put);
  }

  private static void times(Histogram histogram, ObjectNode node) {
    node.put("mean", histogram.getMean() / 1e3);
    for (double percentile : new double[] {50, 95, 99, 99.9}) {
      node.put(
          "p" + (percentile == 99.9 ? "999" : Long.toString((long) percentile)),
          histogram.getValueAtPercentile(percentile) / 1e3);
    }
    node.put("max", histogram.getMaxValue() / 1e3);
  }

  private static void viewers(Outcome outcome, ArrayNode array) {
    outcome
        .measurements()
        .viewers()
        .forEach((phase, tally) -> {
          ObjectNode node = array.addObject();
          node.put("phase", outcome.plan().phases().get(phase).name());
          viewer(tally, node);
        });
  }

  private static void viewer(ViewerTally tally, ObjectNode node) {
    node.put("viewers", tally.viewers());
    times(tally.startup(), node.putObject("startupMilliseconds"));
    node.put("rebufferRatio", tally.rebufferRatio());
    node.put("rebuffersPerMinute", tally.rebuffersPerMinute());
    node.put("switchesPerMinute", tally.switchesPerMinute());
    node.put("deadlineMisses", tally.missRate());
    node.put("meanBitrate", tally.meanBitrate());
    node.put("errors", tally.errorRate());
    ObjectNode reasons = node.putObject("reasons");
    tally.errors().forEach(reasons::put);
  }

  private static void stairs(Outcome outcome, ObjectNode root) {
    ArrayNode stairs = root.putArray("stairs");
    outcome
        .stairs()
        .forEach(each -> {
          ObjectNode row = stairs.addObject();
          row.put("users", each.users());
          row.put("concurrency", each.concurrency());
          row.put("requestsPerSecond", each.perSecond());
          row.put("bitsPerSecond", each.bitsPerSecond());
          row.put("p95Milliseconds", each.p95Millis());
          each.broken().forEach(row.putArray("broken")::add);
        });
    outcome
        .scaling()
        .ifPresent(law -> {
          ObjectNode node = root.putObject("scaling");
          node.put("lambda", law.lambda());
          node.put("sigma", law.sigma());
          node.put("kappa", law.kappa());
          node.put("rSquared", law.rSquared());
          law.knee().ifPresent(knee -> node.put("knee", knee));
        });
  }

  private static void second(Second second, ArrayNode row) {
    row.add(second.at()).add(second.phase()).add(second.users()).add(second.underWay());
    row.add(second.requests()).add(second.failed());
    row.add(second.p50()).add(second.p95()).add(second.p99());
    row.add(second.cpu()).add(second.lag());
  }

  /** HdrHistogram's own compressed form, in base 64. */
  static String encoded(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_COMPRESSION);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  static Histogram decoded(String text) throws IOException {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    } catch (DataFormatException | IllegalArgumentException e) {
      throw new IOException("the stored run has no histogram that can be read", e);
    }
  }
}
