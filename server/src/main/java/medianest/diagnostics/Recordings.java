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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import medianest.metrics.RequestMetrics;

/**
 * Recordings of where time, memory and locks go: made on demand, one at a time, for at most five
 * minutes, by a thread of their own. The oldest go when there are too many, or they take too much.
 */
public final class Recordings implements AutoCloseable {

  private static final int MOST_KEPT = 10;
  private static final long MOST_BYTES_KEPT = 256L << 20;
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** Those that async-profiler had a part in say so by their name. */
  private static final Pattern NAME = Pattern.compile("(\\d{13})(-native)?\\.jfr");

  private final Path folder;
  private final RequestMetrics requests;
  private final NativeProfiler profiler;
  private final InstantSource clock;
  private final OneAtATime profiles;

  /**
   * Those of a folder.
   *
   * @param folder where they are kept; made with the first
   * @param requests which threads work on requests
   * @param nativeCode whether native code may look at the program
   */
  public Recordings(Path folder, RequestMetrics requests, boolean nativeCode, InstantSource clock) {
    this.folder = folder.toAbsolutePath();
    this.requests = requests;
    this.profiler = new NativeProfiler(nativeCode);
    this.clock = clock;
    this.profiles = new OneAtATime("profile", clock);
  }

  /**
   * One that is finished.
   *
   * @param byNative whether async-profiler had a part in it
   */
  record Kept(String id, Path file, Instant at, long bytes, boolean byNative) {}

  /**
   * Begins one; it ends by itself.
   *
   * @return false while another one runs
   */
  boolean begin(Duration length) throws IOException {
    Files.createDirectories(folder);
    return profiles.begin(length, () -> record(length));
  }

  private void record(Duration length) throws IOException, InterruptedException {
    Path place = folder.resolve(Long.toString(clock.millis()));
    try (Profile profile = new Profile(place, profiler, requests)) {
      profile.record(length);
      dropOldest();
    }
  }

  /** When the one that runs will be done. */
  Optional<Instant> runningUntil() {
    return profiles.runningUntil();
  }

  /** Why the last one had to do without async-profiler, if it had to. */
  Optional<String> whyNotNative() {
    return profiler.why();
  }

  /** The newest first. */
  List<Kept> list() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Matcher name = NAME.matcher(String.valueOf(each.getFileName()));
        if (name.matches() && Files.size(each) > 0) {
          Instant at = Instant.ofEpochMilli(Long.parseLong(name.group(1)));
          kept.add(new Kept(name.group(1), each, at, Files.size(each), name.group(2) != null));
        }
      }
    }
    kept.sort(Comparator.comparing(Kept::at).reversed());
    return kept;
  }

  Optional<Kept> find(String id) throws IOException {
    return list().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  private void dropOldest() throws IOException {
    long bytes = 0;
    int count = 0;
    for (Kept each : list()) {
      bytes += each.bytes();
      count++;
      // The one that has just been made stays, however large.
      if (count > 1 && (count > MOST_KEPT || bytes > MOST_BYTES_KEPT)) {
        Files.deleteIfExists(each.file());
      }
    }
  }

  @Override
  public void close() {
    profiles.close();
  }
}
