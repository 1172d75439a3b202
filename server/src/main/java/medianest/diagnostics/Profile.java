package medianest.diagnostics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import jdk.jfr.Recording;
import medianest.metrics.RequestMetrics;

/**
 * One recording while it is made, of up to three sources in one file: the flight recorder, which
 * knows virtual threads; a sampler of where requests wait, which nobody else sees; and
 * async-profiler where it loads. Only events that name code and times are recorded, none that would
 * carry properties, variables of the environment or contents, so a recording can be handed on.
 */
final class Profile implements AutoCloseable {

  private static final long MOST_BYTES = 64L << 20;

  /** How long async-profiler goes on if nobody stops it, beyond what it was asked for. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Path flight;
  private final Path sampled;
  private final Path place;
  private final NativeProfiler profiler;
  private final RequestMetrics requests;

  /**
   * One that has not begun.
   *
   * @param place where it will be, but for the ending of its name
   */
  Profile(Path place, NativeProfiler profiler, RequestMetrics requests) {
    this.place = place;
    this.flight = Path.of(place + ".flight");
    this.sampled = Path.of(place + ".sampled");
    this.profiler = profiler;
    this.requests = requests;
  }

  /** Takes as long as it says, and leaves the file behind. */
  void record(Duration length) throws IOException, InterruptedException {
    boolean byNative = profiler.start(sampled, length.plus(GRACE));
    try (Recording recording = flight(byNative)) {
      recording.start();
      sample(length, new WallSampler(!byNative));
      recording.stop();
    } finally {
      requests.watchedBy(null);
      if (byNative) {
        profiler.stop(sampled);
      }
    }
    keep(byNative);
  }

  private Recording flight(boolean byNative) throws IOException {
    Recording recording = PlainRecording.named("medianest");
    recording.enable("jdk.CPUTimeSample").with("throttle", "200/s");
    if (!byNative) {
      // Where the system does not tell processor time by thread, these stand in.
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(20));
    }
    recording.enable("jdk.ObjectAllocationSample").with("throttle", "300/s");
    recording.enable("jdk.JavaMonitorEnter").withThreshold(Duration.ofMillis(1));
    recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(20));
    recording.enable("jdk.GarbageCollection");
    recording.enable("jdk.GCHeapSummary");
    recording.enable(RequestSpan.class).withoutThreshold();
    recording.enable(WallSample.class);
    recording.setMaxSize(MOST_BYTES);
    recording.setDestination(flight);
    return recording;
  }

  private void sample(Duration length, WallSampler sampler) throws InterruptedException {
    requests.watchedBy(sampler);
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end && size(sampled) < MOST_BYTES) {
      Thread.sleep(WallSampler.PERIOD);
      sampler.look();
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  /** Recordings of both kinds are chunks, one after the other: so both fit into one file. */
  private void keep(boolean byNative) throws IOException {
    if (byNative) {
      try (OutputStream out = Files.newOutputStream(flight, StandardOpenOption.APPEND)) {
        Files.copy(sampled, out);
      }
    }
    Files.move(flight, Path.of(place + (byNative ? "-native.jfr" : ".jfr")));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(flight);
    Files.deleteIfExists(sampled);
  }
}
