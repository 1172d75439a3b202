package medianest.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import medianest.SmallDisk;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import medianest.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encoders that are killed and starved: viewers go on, and nothing is left. */
@Timeout(60)
final class EncodeFaultTest {

  private static final Duration LONELY = Duration.ofSeconds(30);

  private @TempDir Path folder;

  /** An ffmpeg and a transcoder, of which nothing is left when they are closed. */
  private record Stage(Ffmpeg ffmpeg, Transcoder transcoder) implements AutoCloseable {

    void fetch(SmallFilm film, int number) throws IOException {
      try (FileChannel open = transcoder.segment(film.source(), film.picture(), number)) {
        assertThat(open.size()).isPositive();
      }
    }

    @Override
    public void close() {
      transcoder.close();
      ffmpeg.close();
      assertThat(ffmpeg.running()).isZero();
      assertThat(encoders()).isEmpty();
    }
  }

  private Stage stage(FfmpegConfig config, Path cache) throws IOException {
    Ffmpeg ffmpeg = Ffmpeg.find(config, folder.resolve("runs"));
    assertThat(ffmpeg.findings().obstacle()).isEmpty();
    SegmentCache segments = SegmentCache.open(cache, 1L << 30);
    return new Stage(ffmpeg, new Transcoder(ffmpeg, TranscodeConfig.defaults(), segments, LONELY));
  }

  private static List<ProcessHandle> encoders() {
    return ProcessHandle.current()
        .children()
        .filter(p -> p.info().command().filter(c -> c.endsWith("ffmpeg")).isPresent())
        .toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void kill() throws InterruptedException {
    List<ProcessHandle> all = encoders();
    assertThat(all).hasSize(1);
    all.getFirst().destroyForcibly();
    await(() -> !Files.exists(Path.of("/proc/" + all.getFirst().pid())));
  }

  @Test
  void goesOnWhereAKilledEncoderWasAndFailsTheSecondTime() throws Exception {
    SmallFilm film = SmallFilm.make(folder.resolve("film.mkv"), "160x90", 150);
    try (Stage stage = stage(FfmpegConfig.defaults(), folder.resolve("cache"))) {
      stage.fetch(film, 0);
      // Of the command that goes on to the end.
      stage.fetch(film, 1);
      kill();
      // What lies in the pipe still comes.
      while (encoders().isEmpty()) {
        stage.fetch(film, firstMissing(film));
      }
      stage.fetch(film, firstMissing(film));
      assertThat(stage.transcoder().started()).isEqualTo(1);
      kill();
      int lost = viewed(stage, film);
      assertThat(lost).isLessThan(film.segments());
      // Who asks again finds a new encoder.
      stage.fetch(film, lost);
      assertThat(stage.transcoder().started()).isEqualTo(2);
    }
  }

  /** Until the encoder is given up; the number of the segment that was asked for then. */
  private int viewed(Stage stage, SmallFilm film) throws IOException {
    int number = firstMissing(film);
    try {
      while (stage.transcoder().started() == 1) {
        number = firstMissing(film);
        stage.fetch(film, number);
      }
    } catch (Problem e) {
      assertThat(e.status()).isEqualTo(500);
    }
    return number;
  }

  /** Behind what the encoder has made before it was held back. */
  private int firstMissing(SmallFilm film) {
    Path made =
        folder.resolve("cache").resolve(film.source().key()).resolve(film.picture().folder());
    int number = 0;
    while (Files.exists(made.resolve(new SegmentKey("", "", number).fileName()))) {
      number++;
    }
    return number;
  }

  /** Two dozen threads take more than the two GB that there are; one does not. */
  @Test
  void goesOnWithOneThreadWhereMemoryDoesNotSuffice() throws Exception {
    SmallFilm film = SmallFilm.make(folder.resolve("film.mkv"), "1920x1080", 2);
    try (Stage stage = stage(new FfmpegConfig("", 24, 2L << 30), folder.resolve("cache"))) {
      stage.fetch(film, 0);
      assertThat(stage.transcoder().started()).isEqualTo(1);
    }
  }

  @Test
  void saysThatTheDiskIsFullAndGoesOnWhenItIsNot() throws Exception {
    SmallFilm film = SmallFilm.make(folder.resolve("film.mkv"), "320x180", 20);
    Path disk = Files.createDirectory(folder.resolve("disk"));
    try (SmallDisk _ = SmallDisk.mount(disk, "size=8m");
        Stage stage = stage(FfmpegConfig.defaults(), disk.resolve("cache"))) {
      Path other = disk.resolve("other");
      assertThatThrownBy(() -> Files.write(other, new byte[16 << 20]))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> stage.fetch(film, 1))
          .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(507));
      await(() -> stage.transcoder().running() == 0);
      assertThat(stage.transcoder().cacheBytes()).isZero();
      Files.delete(other);
      for (int i = 0; i < film.segments(); i++) {
        stage.fetch(film, i);
      }
      assertThat(stage.transcoder().cacheBytes()).isPositive();
    }
  }
}
