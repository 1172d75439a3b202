package medianest.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while it encodes: its encoder ends, what is whole is kept, once. */
@Timeout(60)
final class SuddenEndTest {

  private @TempDir Path folder;

  @Test
  void leavesNoEncoderAndNothingHalf() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv");
    Path file = folder.resolve("film.mkv");
    SmallFilm film = SmallFilm.make(file, "160x90", 60);
    List<ProcessHandle> encoders;
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledServer.class.getName(),
                folder.toString(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = server.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("encoding");
      encoders = server.children().toList();
      assertThat(encoders).hasSize(1);
    } finally {
      server.destroyForcibly().waitFor();
    }
    encoders.getFirst().onExit().get(10, TimeUnit.SECONDS);

    Path made = folder.resolve("cache/film-mkv").resolve(film.picture().folder());
    assertThat(names(made)).contains("seg_0.m4s").anyMatch(name -> name.endsWith(".part"));
    try (Ffmpeg ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), folder.resolve("runs"))) {
      assertThat(names(folder.resolve("runs"))).isEmpty();
      SegmentCache cache = SegmentCache.open(folder.resolve("cache"), 1L << 30);
      Transcoder transcoder =
          new Transcoder(ffmpeg, TranscodeConfig.defaults(), cache, Duration.ofMinutes(1));
      assertThat(names(made)).noneMatch(name -> name.endsWith(".part"));
      fetch(transcoder, film, 0);
      assertThat(transcoder.started()).isZero();
      for (int i = 0; i < film.segments(); i++) {
        fetch(transcoder, film, i);
      }
      assertThat(transcoder.started()).isEqualTo(1);
      assertThat(names(made)).hasSize(film.segments());
      transcoder.close();
    }
  }

  private static void fetch(Transcoder transcoder, SmallFilm film, int number) throws IOException {
    try (FileChannel open = transcoder.segment(film.source(), film.picture(), number)) {
      assertThat(open.size()).isPositive();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
