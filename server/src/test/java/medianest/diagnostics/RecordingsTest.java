package medianest.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import medianest.metrics.RequestMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is planted in this program shows in the flames that are meant for it. */
@Timeout(120)
class RecordingsTest {

  private static final Duration SLOW = Duration.ofMillis(250);

  @TempDir Path folder;

  private final RequestMetrics requests = new RequestMetrics(new PrometheusRegistry());
  private final Object lock = new Object();
  private final List<Thread> planted = new ArrayList<>();
  private final AtomicReference<byte[]> last = new AtomicReference<>();
  private volatile boolean over;

  @BeforeEach
  void plant() {
    plant(Thread.ofPlatform(), this::burnsTheProcessor);
    plant(Thread.ofPlatform(), this::onlySleeps);
    plant(Thread.ofPlatform(), this::wantsTheLock);
    plant(Thread.ofPlatform(), this::wantsTheLock);
    plant(Thread.ofPlatform(), this::fillsTheHeap);
    plant(Thread.ofVirtual(), this::asks);
  }

  @AfterEach
  void uproot() throws InterruptedException {
    over = true;
    for (Thread each : planted) {
      each.join();
    }
  }

  private void plant(Thread.Builder thread, Runnable fault) {
    planted.add(thread.start(fault));
  }

  private void burnsTheProcessor() {
    double sum = 0;
    while (!over) {
      sum += Math.sqrt(sum + 1);
    }
    assertThat(sum).isPositive();
  }

  private void onlySleeps() {
    while (!over) {
      pause(200);
    }
  }

  private void wantsTheLock() {
    while (!over) {
      synchronized (lock) {
        pause(10);
      }
      // Else the one that gave it back has it again before the other wakes up.
      pause(1);
    }
  }

  private void fillsTheHeap() {
    while (!over) {
      last.set(new byte[64 << 10]);
      pause(1);
    }
  }

  /** Requests one after the other, each on a virtual thread: a slow one, and many quick ones. */
  private void asks() {
    while (!over) {
      answered("/slow", this::isSlowToAnswer);
      for (int i = 0; i < 20; i++) {
        answered("/quick", this::answersAtOnce);
      }
    }
  }

  private void answered(String route, Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              Runnable ended = requests.working(route);
              try {
                work.run();
              } finally {
                ended.run();
              }
            });
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void isSlowToAnswer() {
    computesLong();
    pause(250);
  }

  private void computesLong() {
    spin(150);
  }

  private void answersAtOnce() {
    spin(10);
  }

  private void spin(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      last.set(new byte[1 << 10]);
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Recordings.Kept recorded(Recordings recordings) throws Exception {
    assertThat(recordings.begin(Duration.ofSeconds(4))).isTrue();
    assertThat(recordings.begin(Duration.ofSeconds(4))).isFalse();
    while (recordings.runningUntil().isPresent()) {
      pause(20);
    }
    return recordings.list().getFirst();
  }

  private Recordings recordings(boolean nativeCode) {
    return new Recordings(
        folder,
        requests,
        nativeCode,
        new FlightRing(folder.resolve("ring")),
        InstantSource.system());
  }

  @Test
  void asyncProfilerShowsWhatIsPlanted() throws Exception {
    System.setProperty("medianest.test", "a password among the properties");
    try (Recordings recordings = recordings(true)) {
      Recordings.Kept kept = recorded(recordings);
      assumeTrue(
          kept.source() == Recordings.Source.NATIVE,
          () -> "no async-profiler: " + recordings.whyNotNative());
      assertThat(recordings.whyNotNative()).isEmpty();
      // The threads of the JVM have no Java frames at all.
      assertThat(value(flames(kept, Flame.Kind.CPU), "libjvm.so")).isPositive();
      showsWhatIsPlanted(kept);
      assertThat(Files.readString(kept.file(), StandardCharsets.ISO_8859_1))
          .doesNotContain("a password among the properties")
          .doesNotContain("java.class.path");
    } finally {
      System.clearProperty("medianest.test");
    }
  }

  @Test
  void theFlightRecorderAloneShowsWhatIsPlanted() throws Exception {
    try (Recordings recordings = recordings(false)) {
      Recordings.Kept kept = recorded(recordings);
      assertThat(kept.source()).isEqualTo(Recordings.Source.RECORDER);
      assertThat(recordings.whyNotNative()).hasValueSatisfying(why -> assertThat(why).isNotBlank());
      showsWhatIsPlanted(kept);
    }
  }

  private static void showsWhatIsPlanted(Recordings.Kept kept) throws Exception {
    Flame.Frame cpu = flames(kept, Flame.Kind.CPU);
    assertThat(value(cpu, "burnsTheProcessor")).isGreaterThan(cpu.value() / 10);
    assertThat(value(cpu, "onlySleeps")).isLessThan(cpu.value() / 50);
    Flame.Frame wall = flames(kept, Flame.Kind.WALL);
    assertThat(value(wall, "onlySleeps")).isGreaterThan(1e9);
    assertThat(value(wall, "burnsTheProcessor")).isGreaterThan(1e9);
    assertThat(value(wall, "isSlowToAnswer")).isGreaterThan(5e8);
    assertThat(value(flames(kept, Flame.Kind.LOCK), "wantsTheLock")).isGreaterThan(2e8);
    assertThat(value(flames(kept, Flame.Kind.ALLOCATION), "fillsTheHeap")).isGreaterThan(1e6);
    for (Flame.Kind kind : List.of(Flame.Kind.CPU, Flame.Kind.WALL, Flame.Kind.ALLOCATION)) {
      Flame.Frame slow = Flames.read(kept, kind, SLOW);
      assertThat(value(slow, "isSlowToAnswer")).as("slow in " + kind).isPositive();
      assertThat(value(slow, "answersAtOnce")).as("quick in " + kind).isZero();
      assertThat(value(slow, "burnsTheProcessor")).as("no request in " + kind).isZero();
    }
    assertThat(value(Flames.read(kept, Flame.Kind.WALL, SLOW), "RecordingsTest.pause"))
        .isGreaterThan(2e8);
    // Going to sleep and waking up are work too, by which a sample may fall there.
    Flame.Frame computed = Flames.read(kept, Flame.Kind.CPU, SLOW);
    assertThat(value(computed, "RecordingsTest.pause")).isLessThan(computed.value() / 20);
  }

  @Test
  void tooManyMakeRoomForTheNewest() throws Exception {
    over = true;
    for (int i = 0; i < 14; i++) {
      Files.writeString(folder.resolve("17000000000" + (10 + i) + ".jfr"), "old");
    }
    try (Recordings recordings = recordings(false)) {
      assertThat(recordings.begin(Duration.ofMillis(100))).isTrue();
      while (recordings.runningUntil().isPresent()) {
        pause(20);
      }
      assertThat(recordings.list()).hasSize(10);
      assertThat(recordings.list().getFirst().bytes()).isGreaterThan(100);
      assertThat(recordings.list().getLast().id()).isEqualTo("1700000000015");
      assertThat(folder.toFile().list()).hasSize(10);
    }
  }

  private static Flame.Frame flames(Recordings.Kept kept, Flame.Kind kind) throws Exception {
    return Flames.read(kept, kind, Duration.ZERO);
  }

  /** All the frames with that in their names, of which none stands on another. */
  private static double value(Flame.Frame frame, String name) {
    if (frame.name().contains(name)) {
      return frame.value();
    }
    return frame.children().stream().mapToDouble(each -> value(each, name)).sum();
  }
}
