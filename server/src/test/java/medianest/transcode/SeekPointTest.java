package medianest.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import medianest.media.track.Container;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where ffmpeg begins to decode for a segment: what lies before it is work for nothing. */
@Timeout(60)
final class SeekPointTest {

  private @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "film.mkv, libx264, 2, 50",
    "film.mkv, libx264, 0, 50",
    "film.mp4, libx264, 2, 50",
    "film.mp4, libx264, 0, 50",
    "film.mkv, mpeg4, 2, 25",
    "film.mp4, mpeg4, 0, 25"
  })
  void isTheKeyFrameOfTheSegment(String name, String coding, int reordered, int interval)
      throws Exception {
    SmallFilm film = film(name, coding, reordered, interval);
    for (int k = 1; k < film.segments(); k++) {
      assertThat(decodedFrom(film, k)).isCloseTo(start(film, k), within(0.002));
    }
  }

  /**
   * With a key frame each 80 ms, one of the next might be found, whose picture is too late; and
   * where pictures are shown before the key frame that follows them in the file, the segment needs
   * the one before.
   */
  @ParameterizedTest
  @CsvSource({"film.mkv, libx264, 0, 2", "film.mp4, mpeg4, 2, 25"})
  void isBeforeTheSegmentWhereItsKeyFrameWouldNotDo(
      String name, String coding, int reordered, int interval) throws Exception {
    SmallFilm film = film(name, coding, reordered, interval);
    for (int k = 1; k < film.segments(); k++) {
      double start = start(film, k);
      assertThat(decodedFrom(film, k)).isBetween(start - 1.1, start - 0.01);
    }
  }

  private static Offset<Double> within(double seconds) {
    return Offset.offset(seconds);
  }

  private static double start(SmallFilm film, int number) {
    return (double) film.picture().segments().start(number)
        / film.picture().segments().track().timescale();
  }

  private SmallFilm film(String name, String coding, int reordered, int interval)
      throws IOException, InterruptedException {
    assumeTrue(Ffmpeg.program("").isPresent(), "no ffmpeg on the path");
    Path file = folder.resolve(name);
    run(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=160x90:rate=25:duration=11",
            "-c:v",
            coding,
            "-bf",
            Integer.toString(reordered),
            "-g",
            Integer.toString(interval),
            file.toString()));
    return SmallFilm.open(file);
  }

  /** The time of the first picture that ffmpeg decodes when told to seek there. */
  private double decodedFrom(SmallFilm film, int number) throws IOException, InterruptedException {
    TranscodeConfig usual = TranscodeConfig.defaults();
    try (Ffmpeg ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), folder.resolve("runs"))) {
      SegmentCommand commands =
          new SegmentCommand(
              film.source(), film.picture(), usual, ffmpeg, new Encoders(ffmpeg, usual));
      String seconds = String.format(Locale.ROOT, "%.6f", commands.seekUs(number) / 1e6);
      boolean matroska = film.source().index().container() == Container.MATROSKA;
      List<String> said =
          run(
              List.of(
                  "-f",
                  matroska ? "matroska" : "mov",
                  "-seek_timestamp",
                  "1",
                  "-noaccurate_seek",
                  "-ss",
                  seconds,
                  "-i",
                  film.source().path().toString(),
                  "-copyts",
                  "-fps_mode",
                  "passthrough",
                  "-frames:v",
                  "1",
                  "-f",
                  "framecrc",
                  "-"));
      // "#tb 0: 1/25", then "0, 50, 50, 1, 21600, 0x…" with the time in such units.
      String unit = said.stream().filter(l -> l.startsWith("#tb 0:")).findFirst().orElseThrow();
      String[] fraction = unit.substring(6).strip().split("/", -1);
      String[] picture = said.getLast().split(",", -1);
      return Double.parseDouble(picture[2].strip())
          * Double.parseDouble(fraction[0])
          / Double.parseDouble(fraction[1]);
    }
  }

  private static List<String> run(List<String> words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
    line.addAll(words);
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    List<String> said = process.inputReader().readAllLines();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", said)).isZero();
    return said;
  }
}
