package medianest.diagnostics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recording of a little that is always under way, so that what happened a moment ago can still be
 * looked at. Why it records what it does, and what it costs: docs/decisions/2026-11-flight-ring.md.
 */
public final class FlightRing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FlightRing.class);

  static final Duration KEEPS = Duration.ofMinutes(15);

  /** To begin takes a tenth of a second of a processor, which a start has no room for. */
  private static final Duration AFTER_START = Duration.ofSeconds(30);

  /** Whole files go when there is more than this, which at most one of 12 MB exceeds. */
  private static final long MOST_BYTES = 16L << 20;

  private static final String SAMPLES = "20/s";
  private static final Duration LONG_WAIT = Duration.ofMillis(20);

  private final Path folder;
  private final Duration delay;
  private @Nullable Thread starter;
  private volatile @Nullable Recording recording;
  private boolean due;
  private boolean paused;

  /**
   * One that has not begun.
   *
   * @param folder for its files, which is its own
   */
  public FlightRing(Path folder) {
    this(folder, AFTER_START);
  }

  FlightRing(Path folder, Duration delay) {
    this.folder = folder.toAbsolutePath();
    this.delay = delay;
  }

  /** Begins in a while. */
  public void begin() {
    starter = Thread.ofPlatform().daemon().name("flight-ring").start(this::startLater);
  }

  private void startLater() {
    try {
      Thread.sleep(delay);
      startDue();
    } catch (InterruptedException e) {
      LOG.debug("The server ended before its flight ring began.");
    }
  }

  private synchronized void startDue() {
    due = true;
    if (!paused) {
      startNow();
    }
  }

  private void startNow() {
    try {
      recording = started();
    } catch (IOException | JMException | RuntimeException e) {
      LOG.error("The last minutes cannot be recorded in {}.", folder, e);
    }
  }

  private Recording started() throws IOException, JMException {
    empty();
    Files.createDirectories(folder);
    keepFilesIn(folder.toString());
    Recording started = PlainRecording.named("medianest-ring");
    started.enable("jdk.CPUTimeSample").with("throttle", SAMPLES);
    started.enable("jdk.ObjectAllocationSample").with("throttle", SAMPLES);
    started.enable("jdk.JavaMonitorEnter").withThreshold(LONG_WAIT);
    started.enable("jdk.VirtualThreadPinned").withThreshold(LONG_WAIT);
    started.enable("jdk.GarbageCollection");
    started.enable("jdk.GCHeapSummary");
    started.enable("jdk.CPULoad").withPeriod(Duration.ofSeconds(10));
    started.setMaxAge(KEEPS);
    started.setMaxSize(MOST_BYTES);
    started.start();
    return started;
  }

  /** Records no more for now; what it knew is gone. */
  synchronized void pause() {
    paused = true;
    endQuietly();
  }

  /** Records again where it was paused. */
  synchronized void resume() {
    boolean waits = paused && due;
    paused = false;
    if (waits) {
      startNow();
    }
  }

  /** What a process that was killed has left. */
  private void empty() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** Else they are where temporary files are, which may be small, or in memory. */
  private static void keepFilesIn(String place) throws JMException {
    ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            "jfrConfigure",
            new Object[] {new String[] {"repositorypath=\"" + place + "\""}},
            new String[] {String[].class.getName()});
  }

  /** From when on it knows, at the earliest; empty where it is not under way. */
  Optional<Instant> since() {
    return Optional.ofNullable(recording).map(Recording::getStartTime);
  }

  /** Writes what it knows of the last while. */
  void write(Path file, Duration last) throws IOException {
    Recording ring = recording;
    if (ring == null) {
      throw new IOException("nothing is recorded yet");
    }
    Path whole = Path.of(file + ".whole");
    try (Recording copy = ring.copy(true)) {
      copy.dump(whole);
      Instant from = Objects.requireNonNull(copy.getStopTime()).minus(last);
      try (RecordingFile events = new RecordingFile(whole)) {
        // Its files go as a whole, so they hold what is older; and other recordings share them.
        events.write(file, event -> isPlain(event) && !event.getEndTime().isBefore(from));
      }
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static boolean isPlain(RecordedEvent event) {
    return event.getEventType().getName().startsWith("jdk.");
  }

  @Override
  public void close() {
    Thread thread = starter;
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      thread.join();
      endQuietly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endQuietly() {
    try {
      end();
    } catch (JMException | RuntimeException e) {
      LOG.debug("The flight recorder keeps its files in {}.", folder, e);
    }
  }

  private void end() throws JMException {
    Recording ring = recording;
    if (ring == null) {
      return;
    }
    recording = null;
    // Where the process ends the recorder has ended before, and removed its files.
    boolean goesOn = ring.getState() == RecordingState.RUNNING;
    ring.close();
    if (goesOn) {
      keepFilesIn(System.getProperty("java.io.tmpdir"));
    }
  }
}
