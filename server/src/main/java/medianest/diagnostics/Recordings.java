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
import org.jspecify.annotations.Nullable;

/**
 * Recordings of where time, memory and locks go: made on demand, one at a time, for at most five
 * minutes, by a thread of their own. The oldest go when there are too many, or they take too much.
 */
public final class Recordings implements AutoCloseable {

  private static final int MOST_KEPT = 10;
  private static final long MOST_BYTES_KEPT = 256L << 20;
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** Their names say where they come from. */
  private static final Pattern NAME = Pattern.compile("(\\d{13})(-native|-ring)?\\.jfr");

  private final Path folder;
  private final RequestMetrics requests;
  private final NativeProfiler profiler;
  private final FlightRing ring;
  private final InstantSource clock;
  private final OneAtATime profiles;

  /**
   * Those of a folder.
   *
   * @param folder where they are kept; made with the first
   * @param requests which threads work on requests
   * @param nativeCode whether native code may look at the program
   * @param ring that has recorded already; it is ended with these
   */
  public Recordings(
      Path folder,
      RequestMetrics requests,
      boolean nativeCode,
      FlightRing ring,
      InstantSource clock) {
    this.folder = folder.toAbsolutePath();
    this.requests = requests;
    this.profiler = new NativeProfiler(nativeCode);
    this.ring = ring;
    this.clock = clock;
    this.profiles = new OneAtATime("profile", clock);
  }

  /** Where one comes from. */
  enum Source {
    /** The flight recorder alone. */
    RECORDER,
    /** async-profiler had a part in it. */
    NATIVE,
    /** What was recorded before anybody asked. */
    RING;

    private static Source of(@Nullable String ending) {
      return switch (ending) {
        case null -> RECORDER;
        case "-native" -> NATIVE;
        default -> RING;
      };
    }
  }

  /** One that is finished. */
  record Kept(String id, Path file, Instant at, long bytes, Source source) {}

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

  /**
   * Keeps what the ring knows of the last while.
   *
   * @return false while a recording is made
   */
  boolean keep(Duration last) throws IOException {
    Files.createDirectories(folder);
    return profiles.begin(Duration.ofSeconds(1), () -> keepLast(last));
  }

  private void keepLast(Duration last) throws IOException {
    Path place = folder.resolve(clock.millis() + "-ring");
    Path part = Path.of(place + ".part");
    try {
      ring.write(part, last);
      Files.move(part, Path.of(place + ".jfr"));
    } finally {
      Files.deleteIfExists(part);
    }
    dropOldest();
  }

  /** From when on the ring knows, at the earliest; empty where there is none. */
  Optional<Instant> ringSince() {
    return ring.since();
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
          Source source = Source.of(name.group(2));
          kept.add(new Kept(name.group(1), each, at, Files.size(each), source));
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
    ring.close();
  }
}
