package medianest.ffmpeg;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.function.Predicate;
import medianest.ffmpeg.Findings.Shut;

/** What is counted of ffmpeg. Until its test is over, nothing is wrong with it. */
public final class FfmpegMetrics {

  private FfmpegMetrics() {}

  public static void register(PrometheusRegistry registry, Ffmpeg ffmpeg, Sandbox sandbox) {
    GaugeWithCallback.builder()
        .name("ffmpeg_shut_out")
        .help("Of reading other files, writing and calling out: what ffmpeg was seen not to reach.")
        .callback(callback -> callback.call(ffmpeg.tested().map(f -> f.shut().size()).orElse(0)))
        .register(registry);
    GaugeWithCallback.builder()
        .name("ffmpeg_sandbox_missing")
        .help("What of that this machine could shut out, or did at an earlier start, and does not.")
        .callback(callback ->
            callback.call(ffmpeg.tested().map(f -> sandbox.missing(f).size()).orElse(0)))
        .register(registry);
    flag(
        registry,
        ffmpeg,
        "ffmpeg_too_old",
        "1 where ffmpeg is older than what this server can use.",
        findings -> findings.version().filter(version -> !version.known()).isPresent());
    flag(
        registry,
        ffmpeg,
        "ffmpeg_flaws_exposed",
        "1 where ffmpeg has known flaws by its version and its sandbox has gaps.",
        FfmpegMetrics::exposesFlaws);
    CounterWithCallback.builder()
        .name("ffmpeg_runs_ended_total")
        .help("Runs of ffmpeg by how they ended.")
        .labelNames("cause")
        .callback(callback -> {
          for (Ended.Cause each : Ended.Cause.values()) {
            callback.call((double) ffmpeg.ended(each), each.name().toLowerCase(Locale.ROOT));
          }
        })
        .register(registry);
  }

  /**
   * The decoders whose flaws are known are shut out, and behind a whole sandbox there is nothing to
   * reach, so old versions as distributions keep them are no alarm by themselves.
   */
  private static boolean exposesFlaws(Findings findings) {
    return findings.usable()
        && findings.version().filter(Version::hasKnownFlaws).isPresent()
        && findings.shut().size() < Shut.values().length;
  }

  private static void flag(
      PrometheusRegistry registry,
      Ffmpeg ffmpeg,
      String name,
      String help,
      Predicate<Findings> raised) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(ffmpeg.tested().filter(raised).isPresent() ? 1 : 0))
        .register(registry);
  }
}
