package medianest.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import medianest.metrics.RequestMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happened before anybody asked can be looked at, and carries no more than it should. */
@Timeout(60)
class FlightRingTest {

  /** All that names code, times and sizes; anything else must not be in it. */
  private static final Set<String> PLAIN =
      Set.of(
          "jdk.CPUTimeSample",
          "jdk.ObjectAllocationSample",
          "jdk.JavaMonitorEnter",
          "jdk.VirtualThreadPinned",
          "jdk.GarbageCollection",
          "jdk.GCHeapSummary",
          "jdk.CPULoad",
          "jdk.ActiveRecording",
          "jdk.CPUTimeSamplesLost",
          "jdk.Flush",
          "jdk.DataLoss");

  private @TempDir Path data;

  private volatile boolean over;
  private Thread hot = Thread.ofPlatform().unstarted(this::burnsTheProcessor);

  /** What a library might say, with what it was given. */
  private static final class Told extends Event {
    @SuppressWarnings("UnusedVariable") // The flight recorder reads it.
    private final String words;

    Told(String words) {
      this.words = words;
    }
  }

  @BeforeEach
  void plant() {
    hot.start();
  }

  @AfterEach
  void uproot() throws InterruptedException {
    over = true;
    hot.join();
  }

  private void burnsTheProcessor() {
    double sum = 0;
    while (!over) {
      sum += Math.sqrt(sum + 1);
    }
    assertThat(sum).isPositive();
  }

  private Path folder() {
    return data.resolve("a folder, with recordings").resolve("ring");
  }

  private FlightRing begun() throws Exception {
    FlightRing ring = new FlightRing(folder(), Duration.ZERO);
    ring.begin();
    while (ring.since().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return ring;
  }

  private static Map<String, Integer> events(Path file) throws IOException {
    Map<String, Integer> events = new HashMap<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent each = recording.readEvent();
        events.merge(each.getEventType().getName(), 1, Integer::sum);
      }
    }
    return events;
  }

  /** As it is once it has seen the processor at work. */
  private Path written(FlightRing ring, String name) throws Exception {
    Path file = data.resolve(name);
    ring.write(file, FlightRing.KEEPS);
    while (events(file).getOrDefault("jdk.CPUTimeSample", 0) < 5) {
      TimeUnit.MILLISECONDS.sleep(100);
      ring.write(file, FlightRing.KEEPS);
    }
    return file;
  }

  private List<Path> chunks() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void theLastMinutesAreKeptAsARecordingWithFlames() throws Exception {
    Path kept = data.resolve("kept");
    try (FlightRing ring = begun();
        Recordings recordings =
            new Recordings(
                kept,
                new RequestMetrics(new PrometheusRegistry()),
                false,
                ring,
                InstantSource.system())) {
      Path seen = written(ring, "seen.jfr");
      assertThat(Files.size(seen)).isLessThan(4L << 20);
      assertThat(chunks()).isNotEmpty();
      assertThat(recordings.ringSince()).isPresent();
      assertThat(recordings.keep(Duration.ofMinutes(5))).isTrue();
      while (recordings.runningUntil().isPresent()) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(recordings.list()).hasSize(1);
      assertThat(recordings.list().getFirst().source()).isEqualTo(Recordings.Source.RING);
      Flame.Frame flame = Flames.read(recordings.list().getFirst(), Flame.Kind.CPU, Duration.ZERO);
      assertThat(value(flame, "FlightRingTest.burnsTheProcessor")).isPositive();
      assertThat(kept.toFile().list()).hasSize(1);
    }
  }

  private static double value(Flame.Frame frame, String name) {
    return frame.name().contains(name)
        ? frame.value()
        : frame.children().stream().mapToDouble(each -> value(each, name)).sum();
  }

  @Test
  void whatIsOlderIsLeftOut() throws Exception {
    try (FlightRing ring = begun()) {
      int all = events(written(ring, "all.jfr")).getOrDefault("jdk.CPUTimeSample", 0);
      over = true;
      hot.join();
      Path late = data.resolve("late.jfr");
      ring.write(late, Duration.ofMillis(1));
      assertThat(events(late).getOrDefault("jdk.CPUTimeSample", 0)).isLessThan(all);
    }
  }

  @Test
  void onlyCodeAndTimesAreInIt() throws Exception {
    System.setProperty("medianest.test", "a password among the properties");
    try (FlightRing ring = begun()) {
      new Told("said before it was known").commit();
      Path file = written(ring, "plain.jfr");
      assertThat(PLAIN).containsAll(events(file).keySet());
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .startsWith("FLR")
          .doesNotContain("a password among the properties")
          .doesNotContain("said before it was known");
    } finally {
      System.clearProperty("medianest.test");
    }
  }

  @Test
  void whatAKilledProcessLeftGoesAndNothingStaysAtTheEnd() throws Exception {
    Path old = folder().resolve("2026_01_01_00_00_00_1").resolve("2026_01_01_00_00_01.jfr");
    Files.createDirectories(Path.of(String.valueOf(old.getParent())));
    Files.writeString(old, "old");
    try (FlightRing _ = begun()) {
      assertThat(old).doesNotExist();
      assertThat(chunks()).isNotEmpty();
    }
    assertThat(chunks()).isEmpty();
  }

  @Test
  void oneThatEndsBeforeItBeginsRecordsNothing() throws Exception {
    try (FlightRing ring = new FlightRing(folder(), Duration.ofMinutes(1))) {
      ring.begin();
      assertThat(ring.since()).isEmpty();
    }
    assertThat(folder()).doesNotExist();
  }
}
