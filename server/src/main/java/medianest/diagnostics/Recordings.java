package medianest.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;

/**
 * Recordings of the JDK's flight recorder: made on demand, one at a time, for at most five minutes.
 * Only events that name code and times are recorded, none that would carry properties, variables of
 * the environment or contents, so a recording can be handed on.
 */
public final class Recordings implements AutoCloseable {

  private static final int MOST_KEPT = 10;
  private static final long MOST_BYTES = 64L << 20;
  static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Pattern NAME = Pattern.compile("\\d{13}\\.jfr");

  private final Path folder;
  private final InstantSource clock;
  private @Nullable Recording current;
  private @Nullable Instant until;

  public Recordings(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** One that is finished. */
  record Kept(String id, Instant at, long bytes) {}

  /**
   * Begins one; it ends by itself.
   *
   * @return false while another one runs
   */
  synchronized boolean begin(Duration length) throws IOException {
    if (runningUntil().isPresent()) {
      return false;
    }
    Files.createDirectories(folder);
    Recording recording = new Recording();
    recording.setName("medianest");
    recording.enable("jdk.CPUTimeSample").with("throttle", "200/s");
    recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(20));
    recording.enable("jdk.ObjectAllocationSample").with("throttle", "300/s");
    recording.enable("jdk.JavaMonitorEnter").withThreshold(Duration.ofMillis(1));
    recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(20));
    recording.enable("jdk.GarbageCollection");
    recording.enable("jdk.GCHeapSummary");
    recording.setMaxSize(MOST_BYTES);
    recording.setDuration(length);
    recording.setDestination(folder.resolve(clock.millis() + ".jfr"));
    recording.start();
    current = recording;
    until = clock.instant().plus(length);
    dropOldest();
    return true;
  }

  /** When the one that runs will be done. */
  synchronized Optional<Instant> runningUntil() {
    Recording recording = current;
    boolean runs = recording != null && recording.getState() == RecordingState.RUNNING;
    return runs ? Optional.ofNullable(until) : Optional.empty();
  }

  /** The newest first. */
  List<Kept> list() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        String name = String.valueOf(each.getFileName());
        if (NAME.matcher(name).matches() && Files.size(each) > 0) {
          long at = Long.parseLong(name.substring(0, 13));
          kept.add(new Kept(name.substring(0, 13), Instant.ofEpochMilli(at), Files.size(each)));
        }
      }
    }
    kept.sort(Comparator.comparing(Kept::at).reversed());
    return kept;
  }

  /** The file of one that is finished. */
  Optional<Path> file(String id) throws IOException {
    Path file = folder.resolve(id + ".jfr");
    boolean known = NAME.matcher(id + ".jfr").matches() && Files.isRegularFile(file);
    return known && Files.size(file) > 0 ? Optional.of(file) : Optional.empty();
  }

  private void dropOldest() throws IOException {
    List<Kept> kept = list();
    for (Kept each : kept.subList(Math.min(MOST_KEPT - 1, kept.size()), kept.size())) {
      Files.deleteIfExists(folder.resolve(each.id() + ".jfr"));
    }
  }

  @Override
  public synchronized void close() {
    if (current != null) {
      current.close();
    }
  }
}
