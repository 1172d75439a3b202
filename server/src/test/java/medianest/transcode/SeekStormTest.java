package medianest.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import medianest.http.Problem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five viewers who seek to and fro in one film, ten times each: encoders are bounded while they do,
 * none is left when they have gone, and the memory of the server is as before. A storm after the
 * other, each in a film of which nothing is encoded; {@code ./dev soak} has many of them.
 */
@Timeout(1200)
final class SeekStormTest {

  private static final int STORMS = Integer.getInteger("storm.count", 3);
  private static final int VIEWERS = 5;
  private static final int SEEKS = 10;
  private static final Duration SOON = Duration.ofSeconds(2);

  /**
   * What a storm may leave, in all: less than the pictures of a few of its hundreds of segments.
   */
  private static final long MOST_GROWTH = 2L << 20;

  /** Of one that makes so small a picture; ffmpeg's libraries are most of it. */
  private static final long MOST_OF_ENCODER = 200L << 20;

  /** The virtual machine opens a few files of its own now and then. */
  private static final int MOST_FILES = 4;

  @TempDir private static Path folder;
  private static SmallFilm film;

  private final AtomicInteger mostRunning = new AtomicInteger();
  private final AtomicLong mostOfEncoders = new AtomicLong();
  private final LongAdder refused = new LongAdder();

  @BeforeAll
  static void makeFilm() throws Exception {
    film = SmallFilm.make(folder.resolve("film.mkv"), "320x180", 300);
  }

  /** What the server holds when nothing is going on. */
  private record Footprint(long heap, long files, int threads) {

    static Footprint now() {
      UnixOperatingSystemMXBean system =
          (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      // Twice, since what is reached by cleaners alone goes after it was found to be so.
      System.gc();
      System.gc();
      return new Footprint(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          system.getOpenFileDescriptorCount(),
          ManagementFactory.getThreadMXBean().getThreadCount());
    }
  }

  @Test
  void leavesBoundedRunsThenNoneAndMemoryAsItWas() throws Exception {
    TranscodeConfig config = TranscodeConfig.defaults();
    try (Ffmpeg ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), folder.resolve("runs"));
        Transcoder transcoder =
            new Transcoder(
                ffmpeg, config, SegmentCache.open(folder.resolve("cache"), 1L << 30), SOON)) {
      assertThat(ffmpeg.findings().obstacle()).isEmpty();
      storm(transcoder, 0);
      rest(transcoder, ffmpeg);
      Footprint before = Footprint.now();
      for (int i = 1; i < STORMS; i++) {
        storm(transcoder, i);
        rest(transcoder, ffmpeg);
      }
      Footprint after = Footprint.now();
      report(before, after, transcoder);
      assertThat(mostRunning.get()).isPositive().isLessThanOrEqualTo(config.slots());
      assertThat(transcoder.refused()).isEqualTo(refused.sum());
      assertThat(mostOfEncoders.get()).isLessThan(config.slots() * MOST_OF_ENCODER);
      assertThat(after.heap() - before.heap()).isLessThan(MOST_GROWTH);
      assertThat(after.files() - before.files()).isLessThanOrEqualTo(MOST_FILES);
      assertThat(after.threads() - before.threads()).isLessThanOrEqualTo(MOST_FILES);
    }
  }

  private void storm(Transcoder transcoder, int number) throws Exception {
    Source whole = film.source();
    Source fresh = new Source("storm-" + number, whole.path(), whole.index(), whole.plan());
    long startedBefore = transcoder.started();
    int served = 0;
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < VIEWERS; i++) {
        Random random = new Random(100L * number + i);
        all.add(viewers.submit(() -> seek(transcoder, fresh, random)));
      }
      for (Future<Integer> each : all) {
        served += each.get();
      }
    }
    assertThat(served).isPositive();
    assertThat(transcoder.started()).isGreaterThan(startedBefore);
  }

  /** A viewer who is told that all are busy seeks on. */
  private int seek(Transcoder transcoder, Source source, Random random) throws IOException {
    int served = 0;
    for (int i = 0; i < SEEKS; i++) {
      int number = random.nextInt(film.segments());
      try (FileChannel open = transcoder.segment(source, film.picture(), number)) {
        assertThat(open.size()).isPositive();
        served++;
      } catch (Problem e) {
        assertThat(e.status()).isEqualTo(503);
        refused.increment();
      }
      mostRunning.accumulateAndGet(transcoder.running(), Math::max);
      mostOfEncoders.accumulateAndGet(residentOfEncoders(), Math::max);
    }
    return served;
  }

  /** Returns when the last encoder has gone, which nobody is near any more. */
  private static void rest(Transcoder transcoder, Ffmpeg ffmpeg) throws InterruptedException {
    while (transcoder.running() > 0 || ffmpeg.running() > 0 || !encoders().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static List<ProcessHandle> encoders() {
    return ProcessHandle.current()
        .children()
        .filter(p -> p.info().command().filter(c -> c.endsWith("ffmpeg")).isPresent())
        .toList();
  }

  /** Bytes of all encoders together, from the line VmRSS of proc(5). */
  private static long residentOfEncoders() {
    long kilobytes = 0;
    for (ProcessHandle each : encoders()) {
      try {
        for (String line : Files.readAllLines(Path.of("/proc/" + each.pid() + "/status"))) {
          kilobytes += line.startsWith("VmRSS:") ? Long.parseLong(line.replaceAll("\\D", "")) : 0;
        }
      } catch (IOException e) {
        // It has ended since.
      }
    }
    return kilobytes << 10;
  }

  private void report(Footprint before, Footprint after, Transcoder transcoder) {
    System.out.printf(
        Locale.ROOT,
        "%d storms, %d encoders started, at most %d at once of %d MB together; heap %.1f MB after"
            + " the first and %.1f MB at the end, %d and %d files, %d and %d threads%n",
        STORMS,
        transcoder.started(),
        mostRunning.get(),
        mostOfEncoders.get() >> 20,
        before.heap() / 1048576.0,
        after.heap() / 1048576.0,
        before.files(),
        after.files(),
        before.threads(),
        after.threads());
  }
}
