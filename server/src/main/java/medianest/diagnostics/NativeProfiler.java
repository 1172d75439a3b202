package medianest.diagnostics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import one.profiler.AsyncProfiler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * async-profiler, where its native library loads: it sees what the flight recorder does not, the
 * frames of native code and the threads of the JVM itself. Nothing of it is loaded before the first
 * profile. Why it is here: docs/decisions/2026-11-async-profiler.md.
 */
final class NativeProfiler {

  private static final Logger LOG = LoggerFactory.getLogger(NativeProfiler.class);

  static final Duration WALL_PERIOD = Duration.ofMillis(50);

  /**
   * Samples of the processor (by its timers where perf events are barred), of all threads, and of
   * waits for locks; at most 64 MB for stacks. A signal of its own, for the flight recorder takes
   * SIGPROF for its samples of the processor. The last bits of jfropts leave out the command line,
   * the system's properties and the libraries, which may carry secrets.
   */
  private static final String OPTIONS =
      "event=cpu,interval=10ms,wall="
          + WALL_PERIOD.toMillis()
          + "ms,lock=1ms,cstack=vm,jstackdepth=512,memlimit=64m,signal=40/26,clock=monotonic,jfr,jfropts=31";

  private final boolean allowed;
  private @Nullable AsyncProfiler loaded;
  private volatile @Nullable String why;

  /**
   * One that is not loaded yet.
   *
   * @param allowed whether native code may be loaded at all
   */
  NativeProfiler(boolean allowed) {
    this.allowed = allowed;
    this.why = allowed ? null : "Native code is not allowed by metrics.nativeProfiler.";
  }

  /**
   * Begins to write to a file.
   *
   * @param most it stops by itself after that, should nobody stop it
   * @return false where it cannot; {@link #why} says so then
   */
  boolean start(Path file, Duration most) {
    if (!allowed) {
      return false;
    }
    if (file.toString().contains(",")) {
      why = "The path of the data folder has a comma in it, which parts its options.";
      return false;
    }
    try {
      if (loaded == null) {
        // The library has to be a file to be loaded: beside the recordings, for /tmp may bar it.
        System.setProperty("one.profiler.extractPath", String.valueOf(file.getParent()));
        loaded = AsyncProfiler.getInstance();
      }
      loaded.execute("start," + OPTIONS + ",timeout=" + most.toSeconds() + ",file=" + file);
      why = null;
      return true;
    } catch (LinkageError | IOException | RuntimeException e) {
      why = String.valueOf(e.getMessage());
      LOG.warn("async-profiler is not at work, the flight recorder stands in: {}", why);
      return false;
    }
  }

  void stop(Path file) throws IOException {
    if (loaded != null) {
      loaded.execute("stop,jfr,file=" + file);
    }
  }

  /** Why it is not at work; empty where it is, or where nobody has tried. */
  Optional<String> why() {
    return Optional.ofNullable(why);
  }
}
