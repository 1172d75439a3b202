package medianest;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import medianest.diagnostics.Component;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegMetrics;
import medianest.ffmpeg.Findings;
import medianest.ffmpeg.Sandbox;
import medianest.ffmpeg.Version;
import medianest.transcode.Transcoder;

/** ffmpeg, and what works through it. */
record Encoding(Ffmpeg ffmpeg, Transcoder transcoder) implements AutoCloseable {

  static Encoding open(MediaNestConfig config, PrometheusRegistry registry) throws IOException {
    Path data = config.data();
    Ffmpeg ffmpeg = Ffmpeg.find(config.ffmpeg(), data.resolve("ffmpeg"));
    Encoding encoding = new Encoding(ffmpeg, Transcoder.open(ffmpeg, config.transcode(), data));
    encoding.register(registry);
    FfmpegMetrics.register(registry, ffmpeg, new Sandbox(data.resolve("ffmpeg").resolve("shut")));
    return encoding;
  }

  /** What the health page says of it. That it is missing is no fault: everything else works. */
  Component component() {
    return new Component("ffmpeg", false, this::state);
  }

  private Component.State state() {
    Optional<Findings> tested = ffmpeg.tested();
    if (tested.isEmpty()) {
      return new Component.State(true, "It is being tested.");
    }
    Findings findings = tested.get();
    boolean missing = ffmpeg.program().isEmpty();
    String version = findings.version().map(Version::text).orElse("");
    return new Component.State(
        missing || findings.usable(),
        findings
            .obstacle()
            .orElseGet(() ->
                String.join(
                    " ", "Version " + version + ".", findings.sandbox(), transcoder.encodedBy())));
  }

  private void register(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("transcode_runs")
        .help("Encoders at work.")
        .callback(callback -> callback.call(transcoder.running()))
        .register(registry);
    CounterWithCallback.builder()
        .name("transcode_runs_started_total")
        .help("Encoders that were started.")
        .callback(callback -> callback.call((double) transcoder.started()))
        .register(registry);
    CounterWithCallback.builder()
        .name("transcode_refused_total")
        .help("Segments that a viewer was told to ask for again, since others are encoded for.")
        .callback(callback -> callback.call((double) transcoder.refused()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("transcode_cache_bytes")
        .help("Encoded segments and rewritten files on disk.")
        .callback(callback -> callback.call((double) transcoder.cacheBytes()))
        .register(registry);
  }

  @Override
  public void close() {
    transcoder.close();
    ffmpeg.close();
  }
}
