package medianest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import medianest.metrics.Exposition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed, halted, or write what they may not: each end has its name. */
@Timeout(60)
class RunFaultTest {

  /** Longer than a start takes on a machine that is busy with other tests. */
  private static final Limits STALLS_SOON =
      new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(6));

  private @TempDir Path folder;
  private Ffmpeg ffmpeg;
  private Path film;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Ffmpeg.program("").isPresent(), "no ffmpeg on the path");
    ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), folder.resolve("runs"));
    film = folder.resolve("film.mp4");
    try (InputStream in = SelfTest.class.getResourceAsStream("test.mp4")) {
      Files.copy(Objects.requireNonNull(in), film);
    }
  }

  @AfterEach
  void stop() {
    if (ffmpeg != null) {
      ffmpeg.close();
    }
  }

  /** Writes more than a pipe holds, so that it is still there when the signal comes. */
  private Run held(CountDownLatch latch) throws IOException, InterruptedException {
    Command command =
        Command.reading(film, Demuxer.MOV)
            .writing(Option.VIDEO, 0)
            .writing(Option.EVERY_PICTURE)
            .picture(new Filter.Scale(640, 360))
            .picture(new Filter.EightBit())
            .writing(Option.RAW_PICTURES)
            .writing(Option.RAW_STREAM);
    CountDownLatch writing = new CountDownLatch(1);
    Run run =
        ffmpeg.start(
            command,
            STALLS_SOON,
            output -> {
              assertThat(output.read()).isNotNegative();
              writing.countDown();
              assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
              output.transferTo(OutputStream.nullOutputStream());
            });
    assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();
    return run;
  }

  private static void signal(String name, Run run) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", name, Long.toString(run.pid())).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }

  private static void assertGone(Run run) {
    // One that ended and that nobody waited for, a zombie, would still be there.
    assertThat(Path.of("/proc/" + run.pid())).doesNotExist();
  }

  @Test
  void aProcessThatIsHeldBackByItsReaderIsNotTakenForAHaltedOne() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    Run run = held(latch);
    assertThatThrownBy(() -> run.ended().get(2, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class);
    latch.countDown();
    assertThat(run.await().cause()).isEqualTo(Ended.Cause.DONE);
    assertGone(run);
  }

  @Test
  void aProcessThatIsHaltedIsEnded() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    Run run = held(latch);
    signal("-STOP", run);
    latch.countDown();
    assertThat(run.await().cause()).isEqualTo(Ended.Cause.STALLED);
    assertGone(run);
    PrometheusRegistry registry = new PrometheusRegistry();
    FfmpegMetrics.register(registry, ffmpeg, new Sandbox(folder.resolve("shut")));
    assertThat(new Exposition(registry::scrape).page(null).text())
        .contains("ffmpeg_runs_ended_total{cause=\"stalled\"} 1");
  }

  @Test
  void aProcessThatIsKilledIsKnownAsSuch() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    Run run = held(latch);
    signal("-KILL", run);
    latch.countDown();
    assertThat(run.await().cause()).isEqualTo(Ended.Cause.OUT_OF_MEMORY);
    assertGone(run);
  }

  /** Its reader finds the output cut short, and gives up; that is not why it ended. */
  @Test
  void aReaderThatGivesUpDoesNotHideThatItWasKilled() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    Run run =
        ffmpeg.start(
            endless(),
            Limits.SHORT,
            output -> {
              latch.countDown();
              assertThat(output.read()).isNegative();
              throw new IOException("cut short");
            });
    assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    signal("-KILL", run);
    assertThat(run.await().cause()).isEqualTo(Ended.Cause.OUT_OF_MEMORY);
  }

  private static Command endless() {
    return Command.reading(Path.of("/dev/zero"), Demuxer.MPEG_TS)
        .writing(Option.VIDEO, 0)
        .writing(Option.NOWHERE);
  }

  /** Its words, without the other restrictions, which would not let it come so far. */
  @Test
  void aProcessThatWritesAFileIsEndedBySize() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "no prlimit");
    Path target = folder.resolve("written");
    List<String> line =
        new ArrayList<>(Launch.line(Ffmpeg.program("").orElseThrow(), Limits.SHORT, 8L << 30));
    line.addAll(List.of("-nostdin", "-v", "error", "-f", "lavfi", "-i", "anullsrc", "-t", "1"));
    line.addAll(List.of("-f", "s16le", target.toString()));
    Process process = new ProcessBuilder(line).start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.size(target)).isZero();
    Ended ended = Ended.of(process.exitValue(), "");
    assertThat(ended.cause()).isEqualTo(Ended.Cause.TOO_LARGE);
  }
}
